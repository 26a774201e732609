namespace ScottPlot.Rendering;

/// <summary>Width and height in pixels.</summary>
internal readonly record struct PixelSize(double Width, double Height);
