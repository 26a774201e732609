using ScottPlot;

namespace Harness.Reporting.Charts;

/// <summary>Chooses the part of a value axis in which differences show.</summary>
internal static class ValueRange
{
    // Equal values still need an axis of some length.
    private const double MinimumSpan = 0.01;

    // So that a difference of one image looks like what it is.
    private const double StepsOfSpan = 10;

    /// <summary>Fits values tightly.</summary>
    /// <param name="values">The values; those that are not numbers are skipped.</param>
    /// <param name="highest">The maximum possible value; the minimum is 0.</param>
    /// <param name="step">The smallest difference that there can be: that of one image. It takes at most a tenth of the range.</param>
    /// <returns>A range that holds all values, with some room around them.</returns>
    public static CoordinateRange Around(IEnumerable<double> values, double highest, double step = 0)
    {
        var finite = values.Where(double.IsFinite).DefaultIfEmpty(0).ToList();
        var (low, high) = Widened(finite.Min(), finite.Max(), Math.Max(MinimumSpan, StepsOfSpan * step));
        // What is widened stays below the maximum, or it would be cut off again.
        if (step > 0 && high > highest) (low, high) = (low - (high - highest), highest);
        var room = 0.08 * (high - low);
        // Impossible values get only the room that a marker needs.
        var sliver = 0.03 * (high - low);
        return new(Math.Max(low - room, -sliver), Math.Min(high + room, highest + sliver));
    }

    /// <summary>Fits curves. First epochs that are so far off that the later ones could not be distinguished are cut off.</summary>
    /// <param name="curves">The curves.</param>
    /// <param name="highest">The maximum possible value.</param>
    /// <param name="step">The smallest difference that there can be.</param>
    /// <returns>A range that holds at least the later half of every curve.</returns>
    public static CoordinateRange AroundCurves(IReadOnlyList<EpochCurve> curves, double highest, double step = 0)
    {
        var whole = Around(curves.SelectMany(curve => curve.Values), highest, step);
        var later = Around(curves.SelectMany(Later), highest, step);
        if (later.Span > whole.Span / 4) return whole;
        // Some of the way in stays in view.
        return new(Math.Max(whole.Min, later.Min - (0.5 * later.Span)), Math.Min(whole.Max, later.Max + (0.5 * later.Span)));
    }

    private static (double Low, double High) Widened(double low, double high, double span)
    {
        var missing = Math.Max(0, span - (high - low));
        return (low - (missing / 2), high + (missing / 2));
    }

    private static IEnumerable<double> Later(EpochCurve curve)
    {
        var half = curve.Epochs.Length < 4 ? 0 : curve.Epochs.Length / 2;
        return curve.Lowest.Skip(half).Concat(curve.Highest.Skip(half));
    }
}
