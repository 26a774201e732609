namespace ScottPlot.Rendering;

/// <summary>What charts are drawn on. One subclass paints pixels, the other writes SVG; both measure text alike.</summary>
internal abstract class Canvas : IDisposable
{
    internal TextMeasurer Text { get; } = new();

    /// <summary>How many pixels of the image one unit of length is.</summary>
    internal double Scale { get; private set; } = 1;

    /// <summary>Draws what follows larger by a factor, until <see cref="EndScale"/>.</summary>
    internal void BeginScale(double factor)
    {
        Scale = factor;
        BeginTransform(0, 0, 0, factor);
    }

    internal void EndScale()
    {
        EndTransform();
        Scale = 1;
    }

    /// <summary>Moves the origin to a point and turns the axes clockwise, until <see cref="EndTransform"/>.</summary>
    internal void BeginTransform(Pixel origin, double degrees) => BeginTransform(origin.X, origin.Y, degrees, 1);

    internal abstract void EndTransform();

    internal abstract void BeginClip(PixelRect rect);

    internal abstract void EndClip();

    internal abstract void Fill(PixelPath path, Color color);

    internal abstract void Stroke(PixelPath path, LineStyle style, double width);

    /// <summary>Draws one line of text; the anchor lies on the baseline, at a fraction of the text's width.</summary>
    internal abstract void DrawTextLine(string line, Pixel anchor, double horizontalFraction, FontSpecification font, Color color);

    /// <summary>Stretches an image of premultiplied 0xAARRGGBB pixels over a rectangle.</summary>
    internal abstract void DrawImage(uint[] pixels, int width, int height, PixelRect target, bool smooth);

    internal void Stroke(PixelPath path, LineStyle style)
    {
        if (style.CanBeRendered && !path.IsEmpty)
            Stroke(path, style, StrokeWidth(style.Width, style.Hairline));
    }

    internal void FillRectangle(PixelRect rect, Color color)
    {
        if (color.Alpha > 0)
            Fill(PixelPath.Rectangle(rect), color);
    }

    /// <summary>Draws a horizontal or vertical line on whole pixels, so that thin lines are sharp.</summary>
    internal void StrokeCrisp(Pixel from, Pixel to, LineStyle style)
    {
        double width = StrokeWidth(style.Width, style.Hairline);
        Pixel start = new(from.X == to.X ? Crisp(from.X, width) : from.X, from.Y == to.Y ? Crisp(from.Y, width) : from.Y);
        Pixel end = new(from.X == to.X ? start.X : to.X, from.Y == to.Y ? start.Y : to.Y);
        Stroke(PixelPath.Line(start, end), style);
    }

    internal double StrokeWidth(double width, bool hairline) => hairline ? 1 / Scale : width;

    /// <summary>The nearest coordinate at which a line of this width covers whole pixels.</summary>
    internal double Crisp(double coordinate, double width)
    {
        double devicePosition = coordinate * Scale;
        bool odd = Math.Max(1, Math.Round(width * Scale)) % 2 == 1;
        double snapped = odd ? Math.Floor(devicePosition) + 0.5 : Math.Round(devicePosition);
        return snapped / Scale;
    }

    public virtual void Dispose() => Text.Dispose();

    protected abstract void BeginTransform(double x, double y, double degrees, double scale);
}
