namespace ScottPlot.AxisRules;

/// <summary>Gives both axes the same scale, by showing more of the one that showed less.</summary>
public class SquareZoomOut(IXAxis xAxis, IYAxis yAxis) : IAxisRule
{
    void IAxisRule.Apply(PixelRect data)
    {
        double xScale = Math.Abs(xAxis.Max - xAxis.Min) / data.Width;
        double yScale = Math.Abs(yAxis.Max - yAxis.Min) / data.Height;
        double scale = Math.Max(xScale, yScale);
        Widen(xAxis, data.Width * scale);
        Widen(yAxis, data.Height * scale);
    }

    private static void Widen(IAxis axis, double span)
    {
        double center = (axis.Min + axis.Max) / 2;
        double half = axis.Min > axis.Max ? -span / 2 : span / 2;
        axis.Min = center - half;
        axis.Max = center + half;
    }
}
