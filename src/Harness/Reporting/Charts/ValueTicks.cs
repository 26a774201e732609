using System.Globalization;
using ScottPlot;
using ScottPlot.TickGenerators;

namespace Harness.Reporting.Charts;

/// <summary>Ticks of losses, accuracies and seconds: ScottPlot's round values, all with as many decimals, the same in every culture.</summary>
internal static class ValueTicks
{
    // ScottPlot leaves a fifth of room between labels, so that there are at most ten intervals.
    private const int Target = 12;
    private const double Room = 1.2;

    /// <summary>Makes ticks for a range.</summary>
    /// <param name="range">The range that the axis shows.</param>
    /// <returns>Their generator.</returns>
    public static NumericAutomatic In(CoordinateRange range)
    {
        // Steps are 1, 2 or 5 times a power of ten: what is above 5 becomes 10, which needs a decimal less.
        var minimumStep = range.Span * Room / (Target + 1);
        var decimals = Math.Clamp(-(int)Math.Floor(Math.Log10(2 * minimumStep)), 0, 15);
        return new()
        {
            TargetTickCount = Target,
            MinorTickGenerator = new EvenlySpacedMinorTickGenerator(0),
            // Rounded first, and 0 added, since what is a little below 0 would be written as -0.0.
            LabelFormatter = value => (Math.Round(value, decimals) + 0.0).ToString($"F{decimals}", CultureInfo.InvariantCulture),
        };
    }
}
