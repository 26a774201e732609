namespace ScottPlot.Plottables;

/// <summary>A text at a fixed place of the data area.</summary>
public class Annotation : LabelStyleProperties, IPlottable
{
    public bool IsVisible { get; set; } = true;

    public IAxes Axes { get; set; } = new Axes();

    public override LabelStyle LabelStyle { get; set; } = new() { ShadowColor = Colors.Black.WithAlpha(.2) };

    public string Text { get => LabelText; set => LabelText = value; }

    public Alignment Alignment { get; set; } = Alignment.UpperLeft;

    public float OffsetX { get; set; } = 10;

    public float OffsetY { get; set; } = 10;

    public IEnumerable<LegendItem> LegendItems => LegendItem.None;

    public AxisLimits GetAxisLimits() => AxisLimits.NoLimits;

    void IPlottable.Render(RenderPack pack)
    {
        PixelSize size = LabelStyle.Measure(pack.Canvas.Text, Text);
        PixelRect area = pack.DataRect.Contracted(new PixelPadding(OffsetX, OffsetY));
        PixelRect box = area.Aligned(size, Alignment);
        LabelStyle.Alignment = Alignment.UpperLeft;
        LabelStyle.Render(pack.Canvas, new Pixel(box.Left, box.Top));
    }
}
