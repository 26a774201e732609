namespace ScottPlot;

/// <summary>Colours for numbers.</summary>
public interface IColormap
{
    string Name { get; }

    /// <param name="position">0 is the first colour, 1 the last; beyond them the ends go on.</param>
    Color GetColor(double position);
}

/// <summary>What can be done with every colour map.</summary>
public static class IColormapExtensions
{
    /// <summary>The colour of a value within a range; NaN is transparent.</summary>
    public static Color GetColor(this IColormap cmap, double position, Range range)
    {
        if (double.IsNaN(position))
            return Colors.Transparent;
        return cmap.GetColor(range.Min == range.Max ? 0 : Math.Clamp((position - range.Min) / (range.Max - range.Min), 0, 1));
    }

    public static IColormap Reversed(this IColormap cmap) => new Colormaps.Reversed(cmap);

    public static Color[] GetColors(this IColormap colormap, int count, double minFraction = 0, double maxFraction = 1) =>
        [.. Enumerable.Range(0, count).Select(i => colormap.GetColor(minFraction + (maxFraction - minFraction) * i / Math.Max(1, count - 1)))];
}
