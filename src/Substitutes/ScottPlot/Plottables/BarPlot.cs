namespace ScottPlot.Plottables;

/// <summary>Bars with a common legend text.</summary>
public class BarPlot(List<Bar> bars) : IPlottable, IHasLegendText
{
    public string LegendText { get; set; } = string.Empty;

    public bool IsVisible { get; set; } = true;

    public IAxes Axes { get; set; } = new Axes();

    public List<Bar> Bars { get; } = bars;

    public LabelStyle ValueLabelStyle { get; set; } = new() { Alignment = Alignment.LowerCenter };

    public Color Color { set => Bars.ForEach(bar => bar.FillColor = value); }

    public bool Horizontal
    {
        set => Bars.ForEach(bar => bar.Orientation = value ? Orientation.Horizontal : Orientation.Vertical);
    }

    public IEnumerable<LegendItem> LegendItems =>
        Bars.Count == 0 ? LegendItem.None : LegendItem.Single(LegendText, fill: new FillStyle(Bars[0].FillColor));

    public AxisLimits GetAxisLimits()
    {
        ExpandingLimits limits = new();
        Bars.ForEach(bar => limits.Expand(bar.GetAxisLimits()));
        return limits.Limits;
    }

    void IPlottable.Render(RenderPack pack) => Bars.ForEach(bar => bar.Render(pack, Axes, ValueLabelStyle));
}
