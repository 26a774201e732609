using Harness.Libtorch;
using Harness.Models.Heads;
using Harness.Training.Metrics;
using static TorchSharp.torch;

namespace Harness.Training.Objectives.Domains;

/// <summary>Classifies the first half of each training batch, the source's, and aligns the second half, the target's, with it.</summary>
/// <param name="classifier">The technique's head.</param>
/// <param name="settings">The technique's loss.</param>
internal abstract class Adaptation(Head classifier, LossSettings settings) : IObjective
{
    private readonly Classification _classification = new(classifier, settings);

    /// <inheritdoc/>
    public virtual void BeginStep(double progress)
    {
    }

    /// <inheritdoc/>
    public Tensor? Loss(Tensor features, Tensor targets, RunningMetrics metrics)
    {
        var count = targets.shape[0] / 2;
        var (source, target) = (features.narrow(0, 0, count), features.narrow(0, count, count));
        var classes = _classification.Loss(source, targets.narrow(0, 0, count), metrics);
        return classes!.Plus(Alignment(source, target, metrics));
    }

    /// <inheritdoc/>
    public void Evaluate(Tensor features, Tensor targets, RunningMetrics metrics) => _classification.Evaluate(features, targets, metrics);

    /// <summary>Computes the weighted loss that aligns the domains, and takes the plain one into the metrics.</summary>
    /// <param name="source">[N, C, h, w], the source's features.</param>
    /// <param name="target">[N, C, h, w], the target's features.</param>
    /// <param name="metrics">Gets whatever is measured.</param>
    /// <returns>A scalar.</returns>
    protected abstract Tensor Alignment(Tensor source, Tensor target, RunningMetrics metrics);
}
