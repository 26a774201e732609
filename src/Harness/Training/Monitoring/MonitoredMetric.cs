using Harness.Results;

namespace Harness.Training.Monitoring;

/// <summary>The metric of the validation images by which the epochs of a training are compared.</summary>
public enum MonitoredMetric
{
    /// <summary>Mean cross entropy; lower is better.</summary>
    Loss,

    /// <summary>The fraction of images whose class is right; higher is better.</summary>
    Accuracy,
}

/// <summary>Reads and compares monitored metrics.</summary>
public static class MonitoredMetrics
{
    /// <summary>The value of an epoch.</summary>
    /// <param name="metric">The metric.</param>
    /// <param name="epoch">The epoch.</param>
    /// <returns>The value; null if the epoch has none, because it learned something else or its classifier has no probabilities.</returns>
    public static double? In(this MonitoredMetric metric, EpochResult epoch)
    {
        var value = metric == MonitoredMetric.Loss ? epoch.ValidLoss : epoch.ValidAccuracy;
        return double.IsNaN(value) ? null : value;
    }

    /// <summary>How much better one value is than another.</summary>
    /// <param name="metric">The metric.</param>
    /// <param name="value">The one.</param>
    /// <param name="other">The other.</param>
    /// <returns>Greater than 0 if it is better.</returns>
    public static double Gain(this MonitoredMetric metric, double value, double other) => metric == MonitoredMetric.Loss ? other - value : value - other;
}
