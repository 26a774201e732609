using Harness.Models.Heads;
using Harness.Results;
using Harness.Training.Metrics;
using Harness.Training.State;
using static TorchSharp.torch;

namespace Harness.Training.Objectives.Fitted;

/// <summary>Collects the features of the training images, computes a classifier from them, and evaluates it.</summary>
/// <param name="pooling">Pools feature maps.</param>
internal abstract class FittedClassifier(Head pooling) : IObjective
{
    /// <summary>The name of the linear layer that a classifier may be.</summary>
    public const string HeadName = "computed";

    private readonly List<Tensor> _features = [];
    private readonly List<Tensor> _targets = [];

    /// <inheritdoc/>
    public Tensor? Loss(Tensor features, Tensor targets, RunningMetrics metrics)
    {
        using var _ = no_grad();
        _features.Add(pooling.call(features).DetachFromDisposeScope());
        _targets.Add(targets.clone().DetachFromDisposeScope());
        return null;
    }

    /// <inheritdoc/>
    public void EndTraining()
    {
        using var _ = no_grad();
        using var scope = NewDisposeScope();
        Fit(cat(_features, 0), cat(_targets, 0));
        Clear();
    }

    /// <inheritdoc/>
    public void Evaluate(Tensor features, Tensor targets, RunningMetrics metrics)
    {
        var outputs = Classify(features);
        metrics.AddAccuracy(MetricNames.Accuracy, outputs, targets);
        metrics.AddTop5(outputs, targets);
        metrics.AddPredictions(outputs);
    }

    /// <inheritdoc/>
    public IEnumerable<(string Name, Tensor Copy)> Computed()
    {
        if (AsLinear() is not { } linear) yield break;
        using var scope = NewDisposeScope();
        yield return ($"{Prefix}0.weight", TensorCopy.ToCpu(linear.Weight.to(float32)));
        yield return ($"{Prefix}0.bias", TensorCopy.ToCpu(linear.Bias.to(float32)));
    }

    /// <inheritdoc/>
    public virtual void Dispose() => Clear();

    /// <summary>Classifies; only after <see cref="EndTraining"/>.</summary>
    /// <param name="features">[N, C, h, w].</param>
    /// <returns>[N, classes]: logits of the classes.</returns>
    internal Tensor Classify(Tensor features) => Outputs(pooling.call(features));

    /// <summary>Computes the classifier.</summary>
    /// <param name="features">[N, F], of all training images.</param>
    /// <param name="targets">[N], int64, their classes; a dry run may not have seen every class.</param>
    protected abstract void Fit(Tensor features, Tensor targets);

    /// <summary>Classifies.</summary>
    /// <param name="features">[M, F].</param>
    /// <returns>[M, classes]: logits of the classes.</returns>
    protected abstract Tensor Outputs(Tensor features);

    /// <summary>The classifier as a linear layer, whose outputs differ from <see cref="Outputs"/> by what is the same for all classes at most.</summary>
    /// <returns>Weight [classes, F] and bias [classes], float64; null if it is not one.</returns>
    protected abstract (Tensor Weight, Tensor Bias)? AsLinear();

    /// <summary>One row for each class, with ones at its images.</summary>
    /// <param name="targets">[N], int64.</param>
    /// <param name="type">The type of the result.</param>
    /// <returns>[classes, N].</returns>
    protected Tensor OneHot(Tensor targets, ScalarType type) => nn.functional.one_hot(targets, pooling.Outputs).to(type).t();

    private static string Prefix => new HeadDefinition(HeadName, HeadSettings.Linear, 0).Prefix;

    private void Clear()
    {
        foreach (var tensor in _features.Concat(_targets)) tensor.Dispose();
        _features.Clear();
        _targets.Clear();
    }
}
