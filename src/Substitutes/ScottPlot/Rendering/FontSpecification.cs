namespace ScottPlot.Rendering;

/// <summary>Which font draws a text, and how large, in pixels.</summary>
internal readonly record struct FontSpecification(string Name, double Size, bool Bold, bool Italic);
