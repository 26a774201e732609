namespace ScottPlot.Panels;

/// <summary>The legend beside the data, in space of its own.</summary>
public class LegendPanel(Legend legend) : IPanel
{
    public bool IsVisible { get; set; } = true;

    public Edge Edge { get; set; } = Edge.Right;

    public Legend Legend { get; } = legend;

    public Alignment Alignment { get; set; } = Alignment.MiddleCenter;

    public PixelPadding Padding { get; set; } = new(20, 20);

    public float MinimumSize { get; set; } = 0;

    public float MaximumSize { get; set; } = float.MaxValue;

    double IPanel.Measure(PixelRect figure, PixelRect data, TextMeasurer text)
    {
        if (!IsVisible)
            return 0;
        PixelSize size = Legend.Measure(Available(figure, data), text);
        if (size.Width == 0)
            return 0;
        return Edge.IsVertical() ? size.Width + Padding.Horizontal : size.Height + Padding.Vertical;
    }

    void IPanel.Render(RenderPack pack, double size, double offset)
    {
        if (!IsVisible)
            return;
        PixelRect data = pack.DataRect;
        PixelRect panel = Edge switch
        {
            Edge.Left => data with { Left = data.Left - offset - size, Right = data.Left - offset },
            Edge.Right => data with { Left = data.Right + offset, Right = data.Right + offset + size },
            Edge.Bottom => data with { Top = data.Bottom + offset, Bottom = data.Bottom + offset + size },
            _ => data with { Top = data.Top - offset - size, Bottom = data.Top - offset },
        };
        Legend.Render(pack, panel, Alignment);
    }

    private PixelSize Available(PixelRect figure, PixelRect data) => Edge.IsVertical()
        ? new PixelSize(figure.Width, data.Height)
        : new PixelSize(data.Width, figure.Height);
}
