namespace ScottPlot.Rendering;

/// <summary>A rectangle of the image in pixels; <see cref="Top"/> is the smaller y.</summary>
internal readonly record struct PixelRect(double Left, double Top, double Right, double Bottom)
{
    internal double Width => Right - Left;

    internal double Height => Bottom - Top;

    internal double CenterX => (Left + Right) / 2;

    internal double CenterY => (Top + Bottom) / 2;

    internal Pixel Center => new(CenterX, CenterY);

    internal static PixelRect FromCorners(Pixel a, Pixel b) =>
        new(Math.Min(a.X, b.X), Math.Min(a.Y, b.Y), Math.Max(a.X, b.X), Math.Max(a.Y, b.Y));

    internal PixelRect Contracted(PixelPadding padding) =>
        new(Left + padding.Left, Top + padding.Top, Right - padding.Right, Bottom - padding.Bottom);

    internal PixelRect Expanded(PixelPadding padding) =>
        new(Left - padding.Left, Top - padding.Top, Right + padding.Right, Bottom + padding.Bottom);

    internal PixelRect Moved(double dX, double dY) => new(Left + dX, Top + dY, Right + dX, Bottom + dY);

    internal PixelRect Union(PixelRect other) => new(
        Math.Min(Left, other.Left), Math.Min(Top, other.Top), Math.Max(Right, other.Right), Math.Max(Bottom, other.Bottom));

    /// <summary>The same rectangle in units <paramref name="scale"/> times as large.</summary>
    internal PixelRect DividedBy(double scale) => new(Left / scale, Top / scale, Right / scale, Bottom / scale);

    /// <summary>Where a box of this size lies when it is aligned inside this rectangle.</summary>
    internal PixelRect Aligned(PixelSize size, Alignment alignment)
    {
        double left = Left + (Width - size.Width) * alignment.HorizontalFraction();
        double top = Top + (Height - size.Height) * (1 - alignment.VerticalFraction());
        return new PixelRect(left, top, left + size.Width, top + size.Height);
    }
}
