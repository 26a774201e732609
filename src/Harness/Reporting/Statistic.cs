namespace Harness.Reporting;

/// <summary>Mean and spread of one figure over runs.</summary>
/// <param name="Count">The number of runs; at least 1.</param>
/// <param name="Mean">Their mean.</param>
/// <param name="StandardDeviation">Their sample standard deviation (divisor n − 1); null for a single run, which has none.</param>
public sealed record Statistic(int Count, double Mean, double? StandardDeviation)
{
    /// <summary>Summarises one figure of several runs.</summary>
    /// <param name="values">One value per run.</param>
    /// <returns>The summary, or null when there is no value.</returns>
    public static Statistic? Of(IReadOnlyList<double> values)
    {
        if (values.Count == 0) return null;
        var mean = values.Sum() / values.Count;
        // The two-pass form: the sum of squares would lose all digits of accuracies that differ in the fourth decimal.
        var squares = values.Sum(value => (value - mean) * (value - mean));
        return new(values.Count, mean, values.Count == 1 ? null : Math.Sqrt(squares / (values.Count - 1)));
    }
}
