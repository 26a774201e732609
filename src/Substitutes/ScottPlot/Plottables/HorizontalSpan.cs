namespace ScottPlot.Plottables;

/// <summary>A band between two x.</summary>
public class HorizontalSpan : AxisSpan
{
    public double X1 { get; set; }

    public double X2 { get; set; }

    public override AxisLimits GetAxisLimits() =>
        EnableAutoscale ? AxisLimits.HorizontalOnly(Math.Min(X1, X2), Math.Max(X1, X2)) : AxisLimits.NoLimits;

    private protected override PixelRect GetRect(RenderPack pack) => PixelRect.FromCorners(
        new Pixel(Axes.XAxis.GetPixel(X1, pack.DataRect), pack.DataRect.Top),
        new Pixel(Axes.XAxis.GetPixel(X2, pack.DataRect), pack.DataRect.Bottom));
}
