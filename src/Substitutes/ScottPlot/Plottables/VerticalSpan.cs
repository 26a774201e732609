namespace ScottPlot.Plottables;

/// <summary>A band between two y.</summary>
public class VerticalSpan : AxisSpan
{
    public double Y1 { get; set; }

    public double Y2 { get; set; }

    public override AxisLimits GetAxisLimits() =>
        EnableAutoscale ? AxisLimits.VerticalOnly(Math.Min(Y1, Y2), Math.Max(Y1, Y2)) : AxisLimits.NoLimits;

    private protected override PixelRect GetRect(RenderPack pack) => PixelRect.FromCorners(
        new Pixel(pack.DataRect.Left, Axes.YAxis.GetPixel(Y1, pack.DataRect)),
        new Pixel(pack.DataRect.Right, Axes.YAxis.GetPixel(Y2, pack.DataRect)));
}
