using MathNet.Numerics.Statistics;

namespace Harness.Statistics;

/// <summary>Mean and spread of one figure over runs.</summary>
/// <param name="Count">The number of runs; at least 1.</param>
/// <param name="Mean">Their mean.</param>
/// <param name="StandardDeviation">Their sample standard deviation (divisor n − 1); null for a single run, which has none.</param>
public sealed record Statistic(int Count, double Mean, double? StandardDeviation)
{
    /// <summary>Summarizes one figure of several runs.</summary>
    /// <param name="values">One value per run.</param>
    /// <returns>The summary, or null when there is no value.</returns>
    public static Statistic? Of(IReadOnlyList<double> values) =>
        // Not MathNet's mean, which divides at every value: with two equally near decimals it sometimes gives the other one.
        values.Count == 0 ? null : new(values.Count, values.Average(), values.Count == 1 ? null : values.StandardDeviation());
}
