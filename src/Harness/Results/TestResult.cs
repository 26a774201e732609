namespace Harness.Results;

/// <summary>The result of the network of an epoch on the test images.</summary>
/// <param name="Opened">When the test images were opened for it, UTC: all that was measured in one opening has the same time.</param>
/// <param name="Metrics">The metrics over the test images, by name.</param>
public sealed record TestResult(DateTimeOffset Opened, IReadOnlyDictionary<string, double> Metrics)
{
    /// <summary>One per test image, in manifest order; empty if the epoch predicts no classes, null if an earlier version measured it, which did not keep
    /// them.</summary>
    public IReadOnlyList<Prediction>? Predictions { get; init; }

    /// <summary>Mean cross entropy over the test images; NaN for a classifier without probabilities.</summary>
    public double Loss => Metrics.GetValueOrDefault(MetricNames.Loss, double.NaN);

    /// <summary>The fraction of the test images whose class is right, 0…1.</summary>
    public double Accuracy => Metrics.GetValueOrDefault(MetricNames.Accuracy, double.NaN);
}
