using ScottPlot;
using ScottPlot.TickGenerators;

namespace Harness.Reporting.Charts;

/// <summary>The axes of curves over epochs.</summary>
internal static class CurveAxes
{
    /// <summary>Fits both axes to curves: whole epochs below, at the left a range in which differences show.</summary>
    /// <param name="plot">The plot.</param>
    /// <param name="curves">The curves; a value at 1 is the one after the first epoch.</param>
    /// <param name="metric">The figure.</param>
    /// <param name="images">The number of validation images.</param>
    public static void Apply(Plot plot, IReadOnlyList<EpochCurve> curves, ChartMetric metric, int images)
    {
        var values = ValueRange.AroundCurves(curves, metric.Highest, metric == ChartMetric.Accuracy ? 1.0 / Math.Max(1, images) : 0);
        plot.Axes.SetLimitsY(values.Min, values.Max);
        plot.Axes.Left.TickGenerator = ValueTicks.In(values);
        var isCut = curves.SelectMany(curve => curve.Values).Any(value => value < values.Min || value > values.Max);
        plot.XLabel(isCut ? "epochs trained (the first go beyond the range shown)" : "epochs trained", Chart.AxisLabelSize);

        var epochs = LastEpoch(curves);
        var margin = Margin(epochs);
        plot.Axes.SetLimitsX(1 - margin, epochs + margin);
        plot.Axes.Bottom.TickGenerator = new NumericAutomatic { IntegerTicksOnly = true, MinorTickGenerator = new EvenlySpacedMinorTickGenerator(0) };
    }

    /// <summary>The number of epochs of the longest curve.</summary>
    /// <param name="curves">The curves.</param>
    /// <returns>At least 1.</returns>
    public static int LastEpoch(IEnumerable<EpochCurve> curves) => (int)curves.SelectMany(curve => curve.Epochs).DefaultIfEmpty(1).Max();

    // With few epochs the techniques are side by side at each, which takes room at both ends.
    private static double Margin(int epochs) => epochs switch
    {
        1 => 0.5,
        <= 3 => 0.15 * (epochs - 1),
        _ => 0.04 * (epochs - 1),
    };
}
