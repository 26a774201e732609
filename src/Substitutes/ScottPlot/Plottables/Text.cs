namespace ScottPlot.Plottables;

/// <summary>A text at a point of the data.</summary>
public class Text : LabelStyleProperties, IPlottable
{
    public bool IsVisible { get; set; } = true;

    public IAxes Axes { get; set; } = new Axes();

    public Coordinates Location { get; set; }

    public float OffsetX { get; set; }

    public float OffsetY { get; set; }

    public override LabelStyle LabelStyle { get; set; } = new() { FontSize = 14 };

    public Alignment Alignment { get => LabelAlignment; set => LabelAlignment = value; }

    public IEnumerable<LegendItem> LegendItems => LegendItem.None;

    public AxisLimits GetAxisLimits() => new(Location);

    void IPlottable.Render(RenderPack pack) => LabelStyle.Render(pack.Canvas, pack.GetPixel(Axes, Location).Moved(OffsetX, OffsetY));
}
