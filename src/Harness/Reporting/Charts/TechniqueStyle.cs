using ScottPlot;

namespace Harness.Reporting.Charts;

/// <summary>How a technique looks in every chart of a report.</summary>
/// <param name="Color">Its color.</param>
/// <param name="Marker">The shape of its points.</param>
/// <param name="Pattern">The pattern of its lines.</param>
internal sealed record TechniqueStyle(Color Color, MarkerShape Marker, LinePattern Pattern)
{
    // The palette of Okabe and Ito (jfly.uni-koeln.de/color, 2008), which people with any of the common color blindnesses can tell apart.
    // Its yellow is left out: it cannot be seen on white. In its place come colors of Paul Tol's muted scheme (personal.sron.nl/~pault, 2021), as many as a
    // chart of curves shows at most: Skia's SVG knows no dashes.
    private static readonly Color[] Palette =
    [
        new(0x00, 0x72, 0xB2), new(0xE6, 0x9F, 0x00), new(0x00, 0x9E, 0x73), new(0xCC, 0x79, 0xA7),
        new(0xD5, 0x5E, 0x00), new(0x56, 0xB4, 0xE9), new(0x33, 0x33, 0x33),
        new(0x88, 0x22, 0x55),
        new(0x33, 0x22, 0x88), new(0x99, 0x99, 0x33), new(0x11, 0x77, 0x33), new(0xAA, 0x44, 0x99),
    ];

    private static readonly MarkerShape[] Markers =
    [
        MarkerShape.FilledCircle, MarkerShape.FilledSquare, MarkerShape.FilledTriangleUp, MarkerShape.FilledDiamond,
        MarkerShape.FilledTriangleDown,
    ];

    private static readonly LinePattern[] Patterns = [LinePattern.Solid, LinePattern.Dashed, LinePattern.Dotted];

    /// <summary>The style of a technique.</summary>
    /// <param name="index">Its place in the suite, failed techniques counted.</param>
    /// <returns>A style that no other of the first 180 techniques has.</returns>
    public static TechniqueStyle For(int index) => new(
        Palette[index % Palette.Length], Markers[index % Markers.Length], Patterns[index / Palette.Length % Patterns.Length]);
}
