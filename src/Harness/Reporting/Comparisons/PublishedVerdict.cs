using Harness.Statistics;
using MathNet.Numerics.Distributions;

namespace Harness.Reporting.Comparisons;

/// <summary>Whether a published accuracy, one run on the same images, is what another run of ours could have given.</summary>
internal static class PublishedVerdict
{
    // The spread of two runs is known so poorly that nearly anything would agree.
    private const int FewestSeeds = 3;

    /// <summary>Judges a row.</summary>
    /// <param name="row">The technique.</param>
    /// <param name="images">The number of validation images.</param>
    /// <returns><c>agrees</c>, <c>differs</c> or <c>cannot tell</c>; empty if nothing is published.</returns>
    public static string Of(TechniqueSummary row, int images)
    {
        if (row.Technique.Published?.ValidAccuracy is not { } published) return "";
        return Predicted(row.ValidAccuracy, images) is { } interval ? (interval.Contains(published) ? "agrees" : "differs") : "cannot tell";
    }

    /// <summary>The range of a further run in 95 of 100 cases, by the spread of the seeds.</summary>
    /// <param name="accuracy">The accuracies of the runs.</param>
    /// <param name="images">The number of validation images.</param>
    /// <returns>The interval, at least an image to each side; null for too few runs.</returns>
    public static Interval? Predicted(Statistic? accuracy, int images)
    {
        if (accuracy is not { StandardDeviation: { } deviation } || accuracy.Count < FewestSeeds || images == 0) return null;
        var reach = StudentT.InvCDF(0, 1, accuracy.Count - 1, 0.975) * deviation * Math.Sqrt(1 + (1.0 / accuracy.Count));
        return new(accuracy.Mean - Math.Max(reach, 1.0 / images), accuracy.Mean + Math.Max(reach, 1.0 / images));
    }
}
