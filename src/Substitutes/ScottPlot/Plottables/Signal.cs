namespace ScottPlot.Plottables;

/// <summary>Values at equal distances.</summary>
public class Signal : IPlottable, IHasLine, IHasMarker, IHasLegendText
{
    private readonly Func<IReadOnlyList<double>> _getValues;
    private readonly double _period;

    internal Signal(Func<IReadOnlyList<double>> getValues, double period)
    {
        _getValues = getValues;
        _period = period;
    }

    public string LegendText { get; set; } = string.Empty;

    public bool IsVisible { get; set; } = true;

    public IAxes Axes { get; set; } = new Axes();

    public LineStyle LineStyle { get; set; } = new() { Width = 1 };

    public float LineWidth { get => LineStyle.Width; set => LineStyle.Width = value; }

    public LinePattern LinePattern { get => LineStyle.Pattern; set => LineStyle.Pattern = value; }

    public Color LineColor { get => LineStyle.Color; set => LineStyle.Color = value; }

    public MarkerStyle MarkerStyle { get; set; } = new() { Size = 5, Shape = MarkerShape.FilledCircle };

    public MarkerShape MarkerShape { get => MarkerStyle.Shape; set => MarkerStyle.Shape = value; }

    public float MarkerSize { get => MarkerStyle.Size; set => MarkerStyle.Size = value; }

    public Color MarkerFillColor { get => MarkerStyle.FillColor; set => MarkerStyle.FillColor = value; }

    public Color MarkerLineColor { get => MarkerStyle.LineColor; set => MarkerStyle.LineColor = value; }

    public Color MarkerColor { get => MarkerStyle.MarkerColor; set => MarkerStyle.MarkerColor = value; }

    public float MarkerLineWidth { get => MarkerStyle.LineWidth; set => MarkerStyle.LineWidth = value; }

    /// <summary>Markers are drawn only where they are at least this many pixels apart.</summary>
    public float MaximumMarkerSize { get; set; } = 4;

    public Color Color
    {
        get => LineColor;
        set
        {
            LineColor = value;
            MarkerFillColor = value;
            MarkerLineColor = value;
        }
    }

    public IEnumerable<LegendItem> LegendItems => LegendItem.Single(LegendText, LineStyle, MarkerStyle);

    public AxisLimits GetAxisLimits() => new(GetPoints());

    void IPlottable.Render(RenderPack pack)
    {
        Pixel[] pixels = [.. GetPoints().Select(point => pack.GetPixel(Axes, point))];
        foreach (List<Pixel> run in PixelRuns.Split(pixels).Where(run => run.Count > 1))
            pack.Canvas.Stroke(PixelRuns.Connect(run, ConnectStyle.Straight, smooth: false), LineStyle);
        bool sparse = pixels.Length < 2 || Math.Abs(pixels[1].X - pixels[0].X) >= MaximumMarkerSize;
        foreach (Pixel pixel in sparse ? pixels : [])
            MarkerPainter.Draw(pack.Canvas, pixel, MarkerStyle);
    }

    private IEnumerable<Coordinates> GetPoints() => _getValues().Select((value, index) => new Coordinates(index * _period, value));
}
