namespace ScottPlot.Plottables;

/// <summary>Lines from value minus error to value plus error, with caps.</summary>
public class ErrorBar(
    IReadOnlyList<double> xs,
    IReadOnlyList<double> ys,
    IReadOnlyList<double>? xErrorsPositive,
    IReadOnlyList<double>? xErrorsNegative,
    IReadOnlyList<double>? yErrorsPositive,
    IReadOnlyList<double>? yErrorsNegative) : IPlottable, IHasLine, IHasLegendText
{
    public string LegendText { get; set; } = string.Empty;

    public bool IsVisible { get; set; } = true;

    public IAxes Axes { get; set; } = new Axes();

    public IReadOnlyList<double> Xs { get; set; } = xs;

    public IReadOnlyList<double> Ys { get; set; } = ys;

    public IReadOnlyList<double>? XErrorPositive { get; set; } = xErrorsPositive;

    public IReadOnlyList<double>? XErrorNegative { get; set; } = xErrorsNegative;

    public IReadOnlyList<double>? YErrorPositive { get; set; } = yErrorsPositive;

    public IReadOnlyList<double>? YErrorNegative { get; set; } = yErrorsNegative;

    public LineStyle LineStyle { get; set; } = new() { Width = 1 };

    public float LineWidth { get => LineStyle.Width; set => LineStyle.Width = value; }

    public LinePattern LinePattern { get => LineStyle.Pattern; set => LineStyle.Pattern = value; }

    public Color LineColor { get => LineStyle.Color; set => LineStyle.Color = value; }

    public Color Color { get => LineStyle.Color; set => LineStyle.Color = value; }

    /// <summary>Half the width of a cap, in pixels.</summary>
    public float CapSize { get; set; } = 3;

    public IEnumerable<LegendItem> LegendItems => LegendItem.Single(LegendText, LineStyle);

    public AxisLimits GetAxisLimits()
    {
        ExpandingLimits limits = new();
        for (int i = 0; i < Xs.Count; i++)
        {
            limits.Expand(Xs[i] - (XErrorNegative?[i] ?? 0), Ys[i] - (YErrorNegative?[i] ?? 0));
            limits.Expand(Xs[i] + (XErrorPositive?[i] ?? 0), Ys[i] + (YErrorPositive?[i] ?? 0));
        }

        return limits.Limits;
    }

    void IPlottable.Render(RenderPack pack)
    {
        PixelPath path = new();
        for (int i = 0; i < Xs.Count; i++)
        {
            AddBar(path, pack, Xs[i], Ys[i], 0, -(YErrorNegative?[i] ?? 0), 0, YErrorPositive?[i] ?? 0);
            AddBar(path, pack, Xs[i], Ys[i], -(XErrorNegative?[i] ?? 0), 0, XErrorPositive?[i] ?? 0, 0);
        }

        pack.Canvas.Stroke(path, LineStyle);
    }

    private void AddBar(PixelPath path, RenderPack pack, double x, double y, double lowX, double lowY, double highX, double highY)
    {
        bool horizontal = lowX != 0 || highX != 0;
        Pixel low = pack.GetPixel(Axes, x + lowX, y + lowY);
        Pixel high = pack.GetPixel(Axes, x + highX, y + highY);
        if (low == high || !low.IsReal || !high.IsReal)
            return;
        (double capX, double capY) = horizontal ? (0.0, (double)CapSize) : (CapSize, 0.0);
        path.MoveTo(low).LineTo(high);
        path.MoveTo(low.Moved(-capX, -capY)).LineTo(low.Moved(capX, capY));
        path.MoveTo(high.Moved(-capX, -capY)).LineTo(high.Moved(capX, capY));
    }
}
