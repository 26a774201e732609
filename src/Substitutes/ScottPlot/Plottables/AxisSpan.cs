namespace ScottPlot.Plottables;

/// <summary>A band across the whole data area.</summary>
public abstract class AxisSpan : IPlottable, IHasLine, IHasFill, IHasLegendText
{
    public bool IsVisible { get; set; } = true;

    public IAxes Axes { get; set; } = new Axes();

    public string LegendText { get; set; } = string.Empty;

    public LineStyle LineStyle { get; set; } = new();

    public float LineWidth { get => LineStyle.Width; set => LineStyle.Width = value; }

    public LinePattern LinePattern { get => LineStyle.Pattern; set => LineStyle.Pattern = value; }

    public Color LineColor { get => LineStyle.Color; set => LineStyle.Color = value; }

    public FillStyle FillStyle { get; set; } = new();

    public Color FillColor { get => FillStyle.Color; set => FillStyle.Color = value; }

    public bool EnableAutoscale { get; set; } = true;

    public IEnumerable<LegendItem> LegendItems => LegendItem.Single(LegendText, fill: FillStyle);

    public abstract AxisLimits GetAxisLimits();

    void IPlottable.Render(RenderPack pack)
    {
        PixelRect rect = GetRect(pack);
        if (FillStyle.CanBeRendered)
            pack.Canvas.FillRectangle(rect, FillColor);
        pack.Canvas.Stroke(PixelPath.Rectangle(rect), LineStyle);
    }

    private protected abstract PixelRect GetRect(RenderPack pack);
}
