namespace ScottPlot.Plottables;

/// <summary>Boxes with a common legend text.</summary>
public class BoxPlot : IPlottable, IHasLegendText
{
    public readonly List<Box> Boxes = [];

    public string LegendText { get; set; } = string.Empty;

    public bool IsVisible { get; set; } = true;

    public IAxes Axes { get; set; } = new Axes();

    public Color FillColor { set => Boxes.ForEach(box => box.FillColor = value); }

    public Color LineColor { set => Boxes.ForEach(box => box.LineColor = value); }

    public float LineWidth { set => Boxes.ForEach(box => box.LineWidth = value); }

    public IEnumerable<LegendItem> LegendItems =>
        Boxes.Count == 0 ? LegendItem.None : LegendItem.Single(LegendText, fill: Boxes[0].FillStyle);

    public AxisLimits GetAxisLimits()
    {
        ExpandingLimits limits = new();
        Boxes.ForEach(box => limits.Expand(box.GetAxisLimits()));
        return limits.Limits;
    }

    void IPlottable.Render(RenderPack pack) => Boxes.ForEach(box => box.Render(pack, Axes));
}
