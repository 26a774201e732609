namespace ScottPlot.Plottables;

/// <summary>A line across the whole data area at one value, with a label at the axis.</summary>
public abstract class AxisLine : LabelStyleProperties, IPlottable, IRenderLast, IHasLine, IHasLegendText
{
    public bool IsVisible { get; set; } = true;

    public IAxes Axes { get; set; } = new Axes();

    public double Position { get; set; } = 0;

    public LineStyle LineStyle { get; set; } = new() { Width = 1 };

    public float LineWidth { get => LineStyle.Width; set => LineStyle.Width = value; }

    public LinePattern LinePattern { get => LineStyle.Pattern; set => LineStyle.Pattern = value; }

    public Color LineColor { get => LineStyle.Color; set => LineStyle.Color = value; }

    public override LabelStyle LabelStyle { get; set; } = new()
    {
        FontSize = 14,
        Bold = true,
        ForeColor = Colors.White,
        Padding = 5,
    };

    public string Text { get => LabelText; set => LabelText = value; }

    public string LegendText { get; set; } = string.Empty;

    /// <summary>Puts the label at the right or top.</summary>
    public bool LabelOppositeAxis { get; set; } = false;

    public bool ExcludeFromLegend { get; set; } = false;

    public bool EnableAutoscale { get; set; } = true;

    public Color Color
    {
        get => LineStyle.Color;
        set
        {
            LineStyle.Color = value;
            LabelStyle.BackgroundColor = value;
        }
    }

    public IEnumerable<LegendItem> LegendItems => LegendItem.Single(ExcludeFromLegend ? string.Empty : LegendText, LineStyle);

    public abstract AxisLimits GetAxisLimits();

    void IPlottable.Render(RenderPack pack)
    {
        (Pixel start, Pixel end) = GetEnds(pack);
        if (start.IsReal && end.IsReal)
            pack.Canvas.Stroke(PixelPath.Line(start, end), LineStyle);
    }

    void IRenderLast.RenderLast(RenderPack pack)
    {
        if (IsOnScreen(pack))
            LabelStyle.Render(pack.Canvas, GetLabelPosition(pack));
    }

    private protected abstract (Pixel Start, Pixel End) GetEnds(RenderPack pack);

    private protected abstract bool IsOnScreen(RenderPack pack);

    /// <summary>Where the label lies; also sets its alignment.</summary>
    private protected abstract Pixel GetLabelPosition(RenderPack pack);
}
