namespace ScottPlot.Rendering;

/// <summary>What the next points of a <see cref="PixelPath"/> mean.</summary>
internal enum PathVerb
{
    Move,
    Line,
    Curve,
    Close,
}
