using Harness.Libtorch;
using Harness.Models.Heads;
using Harness.Training.Metrics;
using static TorchSharp.torch;

namespace Harness.Training.Objectives.Domains;

/// <summary>Aligns pooled features by a distance between the two domains' features of a batch.</summary>
/// <param name="classifier">The technique's head.</param>
/// <param name="pooling">Only its pooling.</param>
/// <param name="settings">The technique's loss.</param>
/// <param name="name">What the metric of the distance is called.</param>
/// <param name="weight">Its factor in the loss.</param>
/// <param name="distance">Computes it from [N, F] and [N, F].</param>
internal sealed class DistanceAdaptation(Head classifier, Head pooling, LossSettings settings, string name, double weight, Func<Tensor, Tensor, Tensor> distance)
    : Adaptation(classifier, settings)
{
    /// <inheritdoc/>
    protected override Tensor Alignment(Tensor source, Tensor target, RunningMetrics metrics)
    {
        var value = distance(pooling.call(source), pooling.call(target));
        metrics.AddMean(name, value, (int)source.shape[0]);
        return value.Times(weight);
    }
}
