using System.Globalization;
using System.Text.RegularExpressions;

namespace Harness.Reporting.Charts;

/// <summary>Makes Skia's SVG the same wherever and whenever it is written.</summary>
internal static partial class ChartSvg
{
    /// <summary>Draws a chart.</summary>
    /// <param name="chart">The chart.</param>
    /// <returns>The same text for the same chart.</returns>
    public static string Of(Chart chart) => WithFallback(Renumbered(chart.Plot.GetSvgXml(chart.Width, chart.Height)));

    // Skia numbers clip paths and gradients over all pictures of the process, so that they depend on what was drawn before and meanwhile.
    // Here they are numbered within the picture, in the order in which they appear.
    private static string Renumbered(string svg)
    {
        var numbers = new Dictionary<string, int>();
        return Identifier().Replace(svg, match =>
        {
            var id = match.Groups["id"].Value;
            if (!numbers.TryGetValue(id, out var number)) numbers.Add(id, number = numbers.Count);
            return string.Create(CultureInfo.InvariantCulture, $"{match.Groups["before"].Value}{match.Groups["kind"].Value}_{number}{match.Groups["after"].Value}");
        });
    }

    // Labels stay text, not outlines: they can be found, copied and edited, and the files are small. Who opens one need not have our font:
    // any sans-serif does, since each character has its own place.
    private static string WithFallback(string svg) => Family().Replace(svg, "font-family=\"${name}, Helvetica, Arial, sans-serif\"");

    [GeneratedRegex("(?<before> id=\"|url\\(#|href=\"#)(?<id>(?<kind>[a-z]+)_[0-9a-z]+)(?<after>[\")])")]
    private static partial Regex Identifier();

    [GeneratedRegex("font-family=\"(?<name>[^\"]+)\"")]
    private static partial Regex Family();
}
