namespace ScottPlot.Plottables;

/// <summary>A line at one y.</summary>
public class HorizontalLine : AxisLine
{
    public HorizontalLine()
    {
        LabelStyle.Rotation = -90;
    }

    public double Y { get => Position; set => Position = value; }

    /// <summary>The x where the line begins.</summary>
    public double Minimum { get; set; } = double.NegativeInfinity;

    /// <summary>The x where the line ends.</summary>
    public double Maximum { get; set; } = double.PositiveInfinity;

    public override AxisLimits GetAxisLimits() => EnableAutoscale ? AxisLimits.VerticalOnly(Y, Y) : AxisLimits.NoLimits;

    private protected override (Pixel Start, Pixel End) GetEnds(RenderPack pack)
    {
        double left = Math.Max(Minimum, Math.Min(Axes.XAxis.Min, Axes.XAxis.Max));
        double right = Math.Min(Maximum, Math.Max(Axes.XAxis.Min, Axes.XAxis.Max));
        return left <= right
            ? (pack.GetPixel(Axes, left, Y), pack.GetPixel(Axes, right, Y))
            : (new Pixel(double.NaN, double.NaN), default);
    }

    private protected override bool IsOnScreen(RenderPack pack)
    {
        double y = Axes.YAxis.GetPixel(Y, pack.DataRect);
        return y >= pack.DataRect.Top && y <= pack.DataRect.Bottom;
    }

    private protected override Pixel GetLabelPosition(RenderPack pack)
    {
        LabelStyle.Alignment = LabelOppositeAxis ? Alignment.UpperCenter : Alignment.LowerCenter;
        double x = LabelOppositeAxis
            ? pack.DataRect.Right + LabelStyle.PixelPadding.Right
            : pack.DataRect.Left - LabelStyle.PixelPadding.Left;
        return new Pixel(x, Axes.YAxis.GetPixel(Y, pack.DataRect));
    }
}
