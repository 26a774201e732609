namespace ScottPlot.Plottables;

/// <summary>A line between two points.</summary>
public class LinePlot : IPlottable, IHasLine, IHasMarker, IHasLegendText
{
    public Coordinates Start { get; set; }

    public Coordinates End { get; set; }

    public string LegendText { get; set; } = string.Empty;

    public bool IsVisible { get; set; } = true;

    public IAxes Axes { get; set; } = new Axes();

    public LineStyle LineStyle { get; set; } = new() { Width = 1 };

    public float LineWidth { get => LineStyle.Width; set => LineStyle.Width = value; }

    public LinePattern LinePattern { get => LineStyle.Pattern; set => LineStyle.Pattern = value; }

    public Color LineColor { get => LineStyle.Color; set => LineStyle.Color = value; }

    public MarkerStyle MarkerStyle { get; set; } = new() { Size = 0 };

    public MarkerShape MarkerShape { get => MarkerStyle.Shape; set => MarkerStyle.Shape = value; }

    public float MarkerSize { get => MarkerStyle.Size; set => MarkerStyle.Size = value; }

    public Color MarkerFillColor { get => MarkerStyle.FillColor; set => MarkerStyle.FillColor = value; }

    public Color MarkerLineColor { get => MarkerStyle.LineColor; set => MarkerStyle.LineColor = value; }

    public Color MarkerColor { get => MarkerStyle.MarkerColor; set => MarkerStyle.MarkerColor = value; }

    public float MarkerLineWidth { get => MarkerStyle.LineWidth; set => MarkerStyle.LineWidth = value; }

    public Color Color
    {
        get => LineStyle.Color;
        set
        {
            LineStyle.Color = value;
            MarkerStyle.FillColor = value;
        }
    }

    public IEnumerable<LegendItem> LegendItems => LegendItem.Single(LegendText, LineStyle, MarkerStyle);

    public AxisLimits GetAxisLimits() => new([Start, End]);

    void IPlottable.Render(RenderPack pack)
    {
        Pixel start = pack.GetPixel(Axes, Start);
        Pixel end = pack.GetPixel(Axes, End);
        MarkerPainter.Draw(pack.Canvas, start, MarkerStyle);
        MarkerPainter.Draw(pack.Canvas, end, MarkerStyle);
        if (start.IsReal && end.IsReal)
            pack.Canvas.Stroke(PixelPath.Line(start, end), LineStyle);
    }
}
