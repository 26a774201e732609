using System.Globalization;
using ScottPlot.TickGenerators;

namespace Harness.Reporting.Charts;

/// <summary>Ticks of losses, accuracies and seconds: round values, all with as many decimals, the same in every culture.</summary>
internal static class ValueTicks
{
    private const int MostIntervals = 10;

    /// <summary>Places ticks within a range.</summary>
    /// <param name="low">Its lower end.</param>
    /// <param name="high">Its upper end, above the lower one.</param>
    /// <returns>Ticks at multiples of 1, 2 or 5 times a power of ten.</returns>
    public static NumericManual Between(double low, double high)
    {
        var least = (high - low) / MostIntervals;
        var exponent = (int)Math.Floor(Math.Log10(least));
        // Four steps, of which the last is the next power of ten, so one of them is large enough.
        var step = new[] { 1, 2, 5, 10 }.Select(digit => digit * Math.Pow(10, exponent)).First(step => step >= least);
        var decimals = Math.Clamp(-(int)Math.Floor(Math.Log10(step) + 1e-9), 0, 15);
        var ticks = new NumericManual();
        // Adding 0 turns the negative zero that Ceiling may give into 0.
        for (var multiple = Math.Ceiling(low / step) + 0.0; multiple * step <= high; multiple++)
        {
            var value = Math.Round(multiple * step, decimals);
            ticks.AddMajor(value, value.ToString($"F{decimals}", CultureInfo.InvariantCulture));
        }
        return ticks;
    }
}
