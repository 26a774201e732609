namespace ScottPlot;

/// <summary>Reads numbers of any type as points, anew for every image, so that later changes to arrays and lists show.</summary>
internal static class PlotData
{
    internal static Func<IReadOnlyList<Coordinates>> Points<TX, TY>(IReadOnlyList<TX> xs, IReadOnlyList<TY> ys)
    {
        if (xs.Count != ys.Count)
            throw new ArgumentException($"{nameof(xs)} and {nameof(ys)} must have equal length, not {xs.Count} and {ys.Count}.");
        return () => [.. xs.Zip(ys, (x, y) => new Coordinates(ToDouble(x), ToDouble(y)))];
    }

    internal static double ToDouble<T>(T value) => value switch
    {
        double number => number,
        float number => number,
        DateTime time => time.ToOADate(),
        _ => Convert.ToDouble(value, System.Globalization.CultureInfo.InvariantCulture),
    };
}
