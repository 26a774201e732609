using System.Globalization;

namespace ScottPlot.TickGenerators;

/// <summary>Ways to write a number at a tick.</summary>
public static class LabelFormatters
{
    /// <summary>Whole and large numbers without decimals and with separators, others with the decimals that they have.</summary>
    public static string Numeric(double value)
    {
        if (Math.Abs(value) > 1000 || value == Math.Truncate(value))
            return value.ToString("N0", CultureInfo.InvariantCulture);
        string label = Math.Round(value, 10).ToString("G", CultureInfo.InvariantCulture);
        return label == "-0" ? "0" : label;
    }
}
