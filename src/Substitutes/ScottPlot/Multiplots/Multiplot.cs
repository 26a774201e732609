namespace ScottPlot;

/// <summary>Several plots in one image; a new one holds one plot.</summary>
public class Multiplot : IMultiplot
{
    public Multiplot()
        : this(new Plot())
    {
    }

    public Multiplot(Plot plot)
    {
        Subplots.Add(plot);
    }

    public MultiplotSharedAxisManager SharedAxes { get; } = new();

    public SubplotCollection Subplots { get; } = new();

    public IMultiplotLayout Layout { get; set; } = new MultiplotLayouts.Rows();

    void IMultiplot.Render(Canvas canvas, PixelRect figure)
    {
        SharedAxes.UpdateSharedPlotAxisLimits();
        PixelRect[] rectangles = Layout.GetSubplotRectangles(Subplots, figure);
        for (int i = 0; i < rectangles.Length; i++)
            PlotRenderer.Render(Subplots.GetPlot(i), canvas, rectangles[i]);
    }
}
