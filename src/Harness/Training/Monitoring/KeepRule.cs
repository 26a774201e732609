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
    /// <returns>The metric; null where none does.</returns>
    public static MonitoredMetric? Metric(this KeepRule rule) => rule switch
    {
        KeepRule.BestLoss => MonitoredMetric.Loss,
        KeepRule.BestAccuracy => MonitoredMetric.Accuracy,
        _ => null,
    };

    /// <summary>Chooses an epoch.</summary>
    /// <param name="rule">The rule.</param>
    /// <param name="epochs">The epochs of a training, in order; at least one.</param>
    /// <returns>A place in the list: of equally good epochs the first; the last where none has the metric.</returns>
    public static int Choose(this KeepRule rule, IReadOnlyList<EpochResult> epochs)
    {
        if (rule.Metric() is not { } metric) return epochs.Count - 1;
        int? best = null;
        for (var i = 0; i < epochs.Count; i++)
        {
            if (metric.In(epochs[i]) is { } value && (best is null || metric.Gain(value, metric.In(epochs[best.Value])!.Value) > 0)) best = i;
        }
        return best ?? epochs.Count - 1;
    }
}
