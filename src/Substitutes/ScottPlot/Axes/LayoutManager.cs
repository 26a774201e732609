namespace ScottPlot;

/// <summary>Chooses how the space of a figure is divided.</summary>
public class LayoutManager
{
    private readonly Plot _plot;

    internal LayoutManager(Plot plot)
    {
        _plot = plot;
    }

    internal PixelPadding? FixedPadding { get; private set; }

    /// <summary>As much space around the data as ticks, labels and panels need.</summary>
    public void Default() => FixedPadding = null;

    /// <summary>A fixed space around the data.</summary>
    public void Fixed(PixelPadding padding) => FixedPadding = padding;

    public void Frameless(bool hideAllPanels = true) => _plot.Axes.Frameless(hideAllPanels);
}
