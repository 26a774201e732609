namespace ScottPlot.Plottables;

/// <summary>Points, with lines between them and markers at them. A point with a value that is not finite interrupts the line.</summary>
public class Scatter : IPlottable, IHasLine, IHasMarker, IHasLegendText
{
    public ConnectStyle ConnectStyle = ConnectStyle.Straight;

    private readonly Func<IReadOnlyList<Coordinates>> _getPoints;
    private bool _smooth;

    internal Scatter(Func<IReadOnlyList<Coordinates>> getPoints)
    {
        _getPoints = getPoints;
    }

    public string LegendText { get; set; } = string.Empty;

    public bool IsVisible { get; set; } = true;

    public IAxes Axes { get; set; } = new Axes();

    public LineStyle LineStyle { get; set; } = new() { Width = 1 };

    public float LineWidth { get => LineStyle.Width; set => LineStyle.Width = value; }

    public LinePattern LinePattern { get => LineStyle.Pattern; set => LineStyle.Pattern = value; }

    public Color LineColor { get => LineStyle.Color; set => LineStyle.Color = value; }

    public MarkerStyle MarkerStyle { get; set; } = new() { LineWidth = 1, Size = 5, Shape = MarkerShape.FilledCircle };

    public MarkerShape MarkerShape { get => MarkerStyle.Shape; set => MarkerStyle.Shape = value; }

    public float MarkerSize { get => MarkerStyle.Size; set => MarkerStyle.Size = value; }

    public Color MarkerFillColor { get => MarkerStyle.FillColor; set => MarkerStyle.FillColor = value; }

    public Color MarkerLineColor { get => MarkerStyle.LineColor; set => MarkerStyle.LineColor = value; }

    public Color MarkerColor { get => MarkerStyle.MarkerColor; set => MarkerStyle.MarkerColor = value; }

    public float MarkerLineWidth { get => MarkerStyle.LineWidth; set => MarkerStyle.LineWidth = value; }

    /// <summary>Whether the area between the line and <see cref="FillYValue"/> is filled.</summary>
    public bool FillY { get; set; } = false;

    public double FillYValue { get; set; } = 0;

    public Color FillYColor { get; set; } = Colors.Blue.WithAlpha(.2);

    public double OffsetX { get; set; } = 0;

    public double OffsetY { get; set; } = 0;

    public bool Smooth { set => _smooth = value; }

    public Color Color
    {
        get => LineStyle.Color;
        set
        {
            LineStyle.Color = value;
            MarkerStyle.FillColor = value;
            MarkerStyle.LineColor = value;
        }
    }

    public IEnumerable<LegendItem> LegendItems => LegendItem.Single(LegendText, LineStyle, MarkerStyle);

    internal IReadOnlyList<Coordinates> Points => _getPoints();

    public AxisLimits GetAxisLimits()
    {
        ExpandingLimits limits = new();
        foreach (Coordinates point in Points)
            limits.Expand(point.X + OffsetX, point.Y + OffsetY);
        if (FillY)
            limits.ExpandY(FillYValue + OffsetY);
        return limits.Limits;
    }

    void IPlottable.Render(RenderPack pack)
    {
        Pixel[] pixels = [.. Points.Select(point => pack.GetPixel(Axes, point.X + OffsetX, point.Y + OffsetY))];
        foreach (List<Pixel> run in PixelRuns.Split(pixels))
            RenderLine(pack, run);
        foreach (Pixel pixel in pixels)
            MarkerPainter.Draw(pack.Canvas, pixel, MarkerStyle);
    }

    private void RenderLine(RenderPack pack, List<Pixel> run)
    {
        PixelPath line = PixelRuns.Connect(run, ConnectStyle, _smooth);
        if (FillY && FillYColor.Alpha > 0)
        {
            double baseline = Axes.YAxis.GetPixel(FillYValue + OffsetY, pack.DataRect);
            PixelPath area = PixelRuns.Connect(run, ConnectStyle, _smooth)
                .LineTo(new Pixel(run[^1].X, baseline))
                .LineTo(new Pixel(run[0].X, baseline))
                .Close();
            pack.Canvas.Fill(area, FillYColor);
        }

        if (run.Count > 1)
            pack.Canvas.Stroke(line, LineStyle);
    }
}
