using Harness.Data.Labels;
using Harness.Libtorch;
using Harness.Models.Heads;
using Harness.Results;
using Harness.Training.Metrics;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Harness.Training.Objectives.ZeroShot;

/// <summary>Learns the projection on the seen classes, and measures it on all.</summary>
internal sealed class ZeroShotClassification : IObjective
{
    /// <summary>Of images of unseen classes, among the unseen classes only.</summary>
    public const string Unseen = "unseen";

    /// <summary>Of images of seen classes, among all classes.</summary>
    public const string GeneralizedSeen = "generalized_seen";

    /// <summary>Of images of unseen classes, among all classes.</summary>
    public const string GeneralizedUnseen = "generalized_unseen";

    /// <summary>The harmonic mean of the two above.</summary>
    public const string HarmonicMean = "harmonic_mean";

    private readonly Head _projection;
    private readonly double _temperature;
    private readonly Tensor _vectors;
    private readonly Tensor _isUnseen;

    /// <summary>Begins an epoch.</summary>
    /// <param name="projection">From features to vectors.</param>
    /// <param name="temperature">What cosines are divided by.</param>
    /// <param name="device">Where the projection is.</param>
    /// <param name="labels">The vectors of all classes, and which of them training does not see.</param>
    public ZeroShotClassification(Head projection, double temperature, Device device, LabelSpace labels)
    {
        (_projection, _temperature) = (projection, temperature);
        var vectors = labels.Vectors!.Of(labels.ClassNames);
        using var scope = NewDisposeScope();
        var values = tensor([.. vectors.SelectMany(vector => vector)], [vectors.Count, labels.Vectors.Width], dtype: ScalarType.Float32, device: device);
        _vectors = functional.normalize(values).DetachFromDisposeScope();
        _isUnseen = tensor([.. labels.ClassNames.Select(labels.Unseen.Contains)], device: device).DetachFromDisposeScope();
    }

    /// <inheritdoc/>
    public Tensor? Loss(Tensor features, Tensor targets, RunningMetrics metrics)
    {
        var outputs = Outputs(features).Exclude(_isUnseen);
        var loss = functional.cross_entropy(outputs, targets);
        metrics.AddMean(MetricNames.Loss, loss, (int)targets.shape[0]);
        metrics.AddAccuracy(MetricNames.Accuracy, outputs, targets);
        return loss;
    }

    /// <inheritdoc/>
    public void Evaluate(Tensor features, Tensor targets, RunningMetrics metrics)
    {
        var outputs = Outputs(features);
        metrics.AddMean(MetricNames.Loss, functional.cross_entropy(outputs, targets), (int)targets.shape[0]);
        metrics.AddAccuracy(MetricNames.Accuracy, outputs, targets);
        var unseen = _isUnseen[targets];
        AddAccuracy(Unseen, outputs.Exclude(_isUnseen.logical_not()), targets, unseen, metrics);
        AddAccuracy(GeneralizedSeen, outputs, targets, unseen.logical_not(), metrics);
        AddAccuracy(GeneralizedUnseen, outputs, targets, unseen, metrics);
        metrics.AddHarmonicMean(Accuracy(HarmonicMean), Accuracy(GeneralizedSeen), Accuracy(GeneralizedUnseen));
        metrics.AddPredictions(outputs);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _vectors.Dispose();
        _isUnseen.Dispose();
    }

    private static string Accuracy(string part) => MetricNames.Of(MetricNames.Accuracy, part);

    private static void AddAccuracy(string part, Tensor outputs, Tensor targets, Tensor chosen, RunningMetrics metrics)
    {
        var some = targets[chosen];
        if (some.shape[0] > 0) metrics.AddAccuracy(Accuracy(part), outputs[chosen], some);
    }

    // [N, classes]: cosines, divided by the temperature.
    private Tensor Outputs(Tensor features) => functional.normalize(_projection.call(features)).matmul(_vectors.t()).DividedBy(_temperature);
}
