namespace ScottPlot.Rendering;

/// <summary>A point of the image, in pixels from its upper left corner.</summary>
internal readonly record struct Pixel(double X, double Y)
{
    internal bool IsReal => double.IsFinite(X) && double.IsFinite(Y);

    internal Pixel Moved(double dX, double dY) => new(X + dX, Y + dY);
}
