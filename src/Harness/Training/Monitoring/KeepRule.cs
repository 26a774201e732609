using Harness.Results;

namespace Harness.Training.Monitoring;

/// <summary>Which epoch's network is kept of a training: the one that is exported, predicts, and is measured on test images.</summary>
public enum KeepRule
{
    /// <summary>That of the last epoch.</summary>
    Last,

    /// <summary>That of the lowest validation loss.</summary>
    BestLoss,

    /// <summary>That of the highest validation accuracy.</summary>
    BestAccuracy,
}

/// <summary>Applies rules.</summary>
public static class KeepRules
{
    /// <summary>The metric that decides.</summary>
    /// <param name="rule">The rule.</param>
    /// <returns>The metric; null if none does.</returns>
    public static MonitoredMetric? Metric(this KeepRule rule) => rule switch
    {
        KeepRule.BestLoss => MonitoredMetric.Loss,
        KeepRule.BestAccuracy => MonitoredMetric.Accuracy,
        _ => null,
    };

    /// <summary>Chooses an epoch.</summary>
    /// <param name="rule">The rule.</param>
    /// <param name="epochs">The epochs of a training, in order; at least one.</param>
    /// <param name="isComparable">Whether the validation of the epoch at a place measures what that of the last one does.</param>
    /// <returns>A place in the list: of equally good epochs the first; the last one where it does not have the metric.</returns>
    public static int Choose(this KeepRule rule, IReadOnlyList<EpochResult> epochs, Func<int, bool> isComparable)
    {
        var best = epochs.Count - 1;
        if (rule.Metric() is not { } metric || metric.In(epochs[best]) is not { } bestValue) return best;
        for (var place = best - 1; place >= 0; place--)
        {
            if (isComparable(place) && metric.In(epochs[place]) is { } value && metric.Gain(value, bestValue) >= 0) (best, bestValue) = (place, value);
        }
        return best;
    }
}
