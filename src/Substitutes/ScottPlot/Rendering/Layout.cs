namespace ScottPlot.Rendering;

/// <summary>Where the parts of a figure lie.</summary>
internal sealed record Layout(
    PixelRect FigureRect,
    PixelRect DataRect,
    IReadOnlyDictionary<IPanel, double> PanelSizes,
    IReadOnlyDictionary<IPanel, double> PanelOffsets);
