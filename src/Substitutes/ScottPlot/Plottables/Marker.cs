namespace ScottPlot.Plottables;

/// <summary>One marker.</summary>
public class Marker : IPlottable, IHasMarker, IHasLegendText
{
    public string LegendText { get; set; } = string.Empty;

    public bool IsVisible { get; set; } = true;

    public IAxes Axes { get; set; } = new Axes();

    public double X { get; set; }

    public double Y { get; set; }

    public Coordinates Location
    {
        get => new(X, Y);
        set => (X, Y) = (value.X, value.Y);
    }

    public MarkerStyle MarkerStyle { get; set; } = new();

    public MarkerShape MarkerShape { get => MarkerStyle.Shape; set => MarkerStyle.Shape = value; }

    public MarkerShape Shape { get => MarkerStyle.Shape; set => MarkerStyle.Shape = value; }

    public float MarkerSize { get => MarkerStyle.Size; set => MarkerStyle.Size = value; }

    public float Size { get => MarkerStyle.Size; set => MarkerStyle.Size = value; }

    public Color MarkerFillColor { get => MarkerStyle.FillColor; set => MarkerStyle.FillColor = value; }

    public Color MarkerLineColor
    {
        get => MarkerStyle.LineColor;
        set
        {
            MarkerStyle.LineColor = value;
            MarkerStyle.OutlineColor = value;
        }
    }

    public float MarkerLineWidth { get => MarkerStyle.LineWidth; set => MarkerStyle.LineWidth = value; }

    public Color MarkerColor
    {
        get => MarkerFillColor;
        set
        {
            MarkerFillColor = value;
            MarkerLineColor = value;
        }
    }

    public Color Color { get => MarkerColor; set => MarkerColor = value; }

    public IEnumerable<LegendItem> LegendItems => LegendItem.Single(LegendText, marker: MarkerStyle);

    public AxisLimits GetAxisLimits() => new(Location);

    void IPlottable.Render(RenderPack pack) => MarkerPainter.Draw(pack.Canvas, pack.GetPixel(Axes, Location), MarkerStyle);
}
