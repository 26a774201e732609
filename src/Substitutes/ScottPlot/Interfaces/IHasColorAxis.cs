namespace ScottPlot;

/// <summary>Something whose colours stand for numbers.</summary>
public interface IHasColorAxis
{
    Range GetRange();

    IColormap Colormap { get; }
}
