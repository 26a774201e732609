using Harness.Results;

namespace Harness.Training.Monitoring;

/// <summary>Ends a training when its validation stops getting better. Source: Prechelt 1998, "Early Stopping - But When?",
/// https://doi.org/10.1007/3-540-49430-8_3; the arguments are those of Keras's <c>EarlyStopping</c>.</summary>
/// <remarks>It only looks at the epochs of the last phase: the phases before it always run to their end, since what trains next depends on them.</remarks>
/// <param name="Patience">After how many epochs in a row without improvement the training ends; at least 1.</param>
/// <param name="Monitor">What has to improve.</param>
/// <param name="MinDelta">An improvement is greater than this; at least 0.</param>
public sealed record EarlyStopping(int Patience, MonitoredMetric Monitor = MonitoredMetric.Loss, double MinDelta = 0)
{
    /// <summary>Decides when a training ends.</summary>
    /// <param name="epochs">The epochs of its last phase so far, in order.</param>
    /// <returns>After how many of these it ends; null if it continues.</returns>
    public int? StopsAfter(IReadOnlyList<EpochResult> epochs)
    {
        double? best = null;
        var waited = 0;
        for (var i = 0; i < epochs.Count; i++)
        {
            if (Monitor.In(epochs[i]) is not { } value) continue;
            if (best is null || Monitor.Gain(value, best.Value) > MinDelta) (best, waited) = (value, 0);
            else if (++waited == Patience) return i + 1;
        }
        return null;
    }
}
