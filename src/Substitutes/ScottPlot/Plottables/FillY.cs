namespace ScottPlot.Plottables;

/// <summary>The area between two curves over the same x.</summary>
public class FillY : IPlottable, IHasLine, IHasFill, IHasMarker, IHasLegendText
{
    private readonly Func<IReadOnlyList<(double X, double Top, double Bottom)>> _getData;

    internal FillY(Func<IReadOnlyList<(double X, double Top, double Bottom)>> getData)
    {
        _getData = getData;
    }

    public string LegendText { get; set; } = string.Empty;

    public bool IsVisible { get; set; } = true;

    public IAxes Axes { get; set; } = new Axes();

    public FillStyle FillStyle { get; set; } = new();

    public Color FillColor { get => FillStyle.Color; set => FillStyle.Color = value; }

    public LineStyle LineStyle { get; set; } = new() { Width = 1 };

    public float LineWidth { get => LineStyle.Width; set => LineStyle.Width = value; }

    public LinePattern LinePattern { get => LineStyle.Pattern; set => LineStyle.Pattern = value; }

    public Color LineColor { get => LineStyle.Color; set => LineStyle.Color = value; }

    public MarkerStyle MarkerStyle { get; set; } = new();

    public MarkerShape MarkerShape { get => MarkerStyle.Shape; set => MarkerStyle.Shape = value; }

    public float MarkerSize { get => MarkerStyle.Size; set => MarkerStyle.Size = value; }

    public Color MarkerFillColor { get => MarkerStyle.FillColor; set => MarkerStyle.FillColor = value; }

    public Color MarkerLineColor { get => MarkerStyle.LineColor; set => MarkerStyle.LineColor = value; }

    public Color MarkerColor { get => MarkerStyle.MarkerColor; set => MarkerStyle.MarkerColor = value; }

    public float MarkerLineWidth { get => MarkerStyle.LineWidth; set => MarkerStyle.LineWidth = value; }

    public IEnumerable<LegendItem> LegendItems => LegendItem.Single(LegendText, LineStyle, fill: FillStyle);

    public AxisLimits GetAxisLimits()
    {
        ExpandingLimits limits = new();
        foreach ((double x, double top, double bottom) in _getData())
        {
            limits.Expand(x, top);
            limits.Expand(x, bottom);
        }

        return limits.Limits;
    }

    void IPlottable.Render(RenderPack pack)
    {
        List<Pixel> tops = [];
        List<Pixel> bottoms = [];
        foreach ((double x, double top, double bottom) in _getData())
        {
            Pixel upper = pack.GetPixel(Axes, x, top);
            Pixel lower = pack.GetPixel(Axes, x, bottom);
            if (upper.IsReal && lower.IsReal)
            {
                tops.Add(upper);
                bottoms.Add(lower);
                continue;
            }

            // A missing value ends one area, and the next value begins another.
            RenderArea(pack, tops, bottoms);
            tops.Clear();
            bottoms.Clear();
        }

        RenderArea(pack, tops, bottoms);
    }

    private void RenderArea(RenderPack pack, List<Pixel> tops, List<Pixel> bottoms)
    {
        if (tops.Count == 0)
            return;
        Pixel[] corners = [.. bottoms, .. Enumerable.Reverse(tops)];
        PixelPath outline = PixelPath.Polygon(corners);
        if (FillStyle.CanBeRendered)
            pack.Canvas.Fill(outline, FillColor);
        pack.Canvas.Stroke(outline, LineStyle);
        foreach (Pixel corner in corners)
            MarkerPainter.Draw(pack.Canvas, corner, MarkerStyle);
    }
}
