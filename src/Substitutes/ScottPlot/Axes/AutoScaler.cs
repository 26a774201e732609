namespace ScottPlot;

/// <summary>Fits axes to the data, with margins that are fractions of its span.</summary>
internal sealed class AutoScaler(double left, double right, double bottom, double top)
{
    private const double DefaultLimit = 10;

    internal bool InvertedX { get; set; }

    internal bool InvertedY { get; set; }

    internal static AutoScaler WithMargins(double horizontal, double vertical) =>
        new(horizontal / 2, horizontal / 2, vertical / 2, vertical / 2);

    internal void SetX(IXAxis axis, IEnumerable<IPlottable> plottables, bool unsetWithoutData)
    {
        AxisLimits limits = new(plottables.Where(plottable => plottable.IsVisible && plottable.Axes.XAxis == axis));
        Set(axis, limits.Left, limits.Right, left, right, InvertedX, unsetWithoutData);
    }

    internal void SetY(IYAxis axis, IEnumerable<IPlottable> plottables, bool unsetWithoutData)
    {
        AxisLimits limits = new(plottables.Where(plottable => plottable.IsVisible && plottable.Axes.YAxis == axis));
        Set(axis, limits.Bottom, limits.Top, bottom, top, InvertedY, unsetWithoutData);
    }

    private static void Set(
        IAxis axis, double low, double high, double lowMargin, double highMargin, bool inverted, bool unsetWithoutData)
    {
        if (double.IsNaN(low))
        {
            (low, high) = unsetWithoutData
                ? (double.PositiveInfinity, double.NegativeInfinity)
                : (-DefaultLimit, DefaultLimit);
            lowMargin = highMargin = 0;
        }
        else if (IsPoint(low, high))
        {
            double half = Math.Max(1, Math.Abs(low) * 1e-3);
            (low, high) = (low - half, high + half);
        }

        double span = high - low;
        double min = lowMargin == 0 ? low : low - span * lowMargin;
        double max = highMargin == 0 ? high : high + span * highMargin;
        (axis.Min, axis.Max) = inverted ? (max, min) : (min, max);
    }

    // A span that only rounding errors make is none.
    private static bool IsPoint(double low, double high) => high - low <= Math.Max(Math.Abs(low), Math.Abs(high)) * 1e-12;
}
