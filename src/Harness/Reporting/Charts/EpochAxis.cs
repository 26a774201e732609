using ScottPlot;
using ScottPlot.TickGenerators;

namespace Harness.Reporting.Charts;

/// <summary>The horizontal axis of curves over epochs.</summary>
internal static class EpochAxis
{
    /// <summary>What the axis says: the value at 1 is the one after the first epoch.</summary>
    public const string Label = "epochs trained";

    private const int MostLabels = 13;

    /// <summary>Fits the axis to a number of epochs, with ticks at whole ones.</summary>
    /// <param name="plot">The plot.</param>
    /// <param name="epochs">The greatest number of epochs.</param>
    public static void Apply(Plot plot, int epochs)
    {
        var margin = epochs == 1 ? 0.5 : Math.Max(0.15, (epochs - 1) * 0.04);
        plot.Axes.SetLimitsX(1 - margin, epochs + margin);
        var ticks = new NumericManual();
        var step = Step(epochs);
        // Multiples of the step, and the first epoch because curves begin there.
        foreach (var epoch in Enumerable.Range(1, epochs).Where(epoch => epoch == 1 || epoch % step == 0))
            ticks.AddMajor(epoch, Format.Invariant($"{epoch}"));
        plot.Axes.Bottom.TickGenerator = ticks;
    }

    private static int Step(int epochs)
    {
        for (var unit = 1; ; unit *= 10)
        {
            foreach (var step in new[] { unit, 2 * unit, 5 * unit })
            {
                if (epochs / step < MostLabels) return step;
            }
        }
    }
}
