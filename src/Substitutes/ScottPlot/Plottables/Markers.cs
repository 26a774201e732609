namespace ScottPlot.Plottables;

/// <summary>Markers of one style at many points.</summary>
public class Markers : IPlottable, IHasMarker, IHasLegendText
{
    private readonly Func<IReadOnlyList<Coordinates>> _getPoints;

    internal Markers(Func<IReadOnlyList<Coordinates>> getPoints)
    {
        _getPoints = getPoints;
    }

    public string LegendText { get; set; } = string.Empty;

    public bool IsVisible { get; set; } = true;

    public IAxes Axes { get; set; } = new Axes();

    public MarkerStyle MarkerStyle { get; set; } = new() { LineWidth = 1 };

    public MarkerShape MarkerShape { get => MarkerStyle.Shape; set => MarkerStyle.Shape = value; }

    public float MarkerSize { get => MarkerStyle.Size; set => MarkerStyle.Size = value; }

    public Color MarkerFillColor { get => MarkerStyle.FillColor; set => MarkerStyle.FillColor = value; }

    public Color MarkerLineColor { get => MarkerStyle.LineColor; set => MarkerStyle.LineColor = value; }

    public Color MarkerColor { get => MarkerStyle.MarkerColor; set => MarkerStyle.MarkerColor = value; }

    public float MarkerLineWidth { get => MarkerStyle.LineWidth; set => MarkerStyle.LineWidth = value; }

    public Color Color
    {
        get => MarkerStyle.FillColor;
        set
        {
            MarkerStyle.FillColor = value;
            MarkerStyle.LineColor = value;
        }
    }

    public IEnumerable<LegendItem> LegendItems => LegendItem.Single(LegendText, marker: MarkerStyle);

    public AxisLimits GetAxisLimits() => new(_getPoints());

    void IPlottable.Render(RenderPack pack)
    {
        foreach (Coordinates point in _getPoints())
            MarkerPainter.Draw(pack.Canvas, pack.GetPixel(Axes, point), MarkerStyle);
    }
}
