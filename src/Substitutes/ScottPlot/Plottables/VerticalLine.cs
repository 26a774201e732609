namespace ScottPlot.Plottables;

/// <summary>A line at one x.</summary>
public class VerticalLine : AxisLine
{
    public double X { get => Position; set => Position = value; }

    /// <summary>The y where the line begins.</summary>
    public double Minimum { get; set; } = double.NegativeInfinity;

    /// <summary>The y where the line ends.</summary>
    public double Maximum { get; set; } = double.PositiveInfinity;

    public override AxisLimits GetAxisLimits() => EnableAutoscale ? AxisLimits.HorizontalOnly(X, X) : AxisLimits.NoLimits;

    private protected override (Pixel Start, Pixel End) GetEnds(RenderPack pack)
    {
        double bottom = Math.Max(Minimum, Math.Min(Axes.YAxis.Min, Axes.YAxis.Max));
        double top = Math.Min(Maximum, Math.Max(Axes.YAxis.Min, Axes.YAxis.Max));
        return bottom <= top
            ? (pack.GetPixel(Axes, X, bottom), pack.GetPixel(Axes, X, top))
            : (new Pixel(double.NaN, double.NaN), default);
    }

    private protected override bool IsOnScreen(RenderPack pack)
    {
        double x = Axes.XAxis.GetPixel(X, pack.DataRect);
        return x >= pack.DataRect.Left && x <= pack.DataRect.Right;
    }

    private protected override Pixel GetLabelPosition(RenderPack pack)
    {
        LabelStyle.Alignment = LabelOppositeAxis ? Alignment.LowerCenter : Alignment.UpperCenter;
        double y = LabelOppositeAxis
            ? pack.DataRect.Top - LabelStyle.PixelPadding.Top
            : pack.DataRect.Bottom + LabelStyle.PixelPadding.Bottom;
        return new Pixel(Axes.XAxis.GetPixel(X, pack.DataRect), y);
    }
}
