namespace ScottPlot;

/// <summary>How a text is drawn: font, colours, the box around it, and which of its points lies at its position.</summary>
public class LabelStyle
{
    private const double ShadowOffset = 3;

    public bool Italic = false;
    public float OffsetX = 0;
    public float OffsetY = 0;

    public bool IsVisible { get; set; } = true;

    public string Text { get; set; } = string.Empty;

    public Alignment Alignment { get; set; } = Alignment.UpperLeft;

    /// <summary>Degrees, clockwise, around the position.</summary>
    public float Rotation { get; set; } = 0;

    public Color ForeColor { get; set; } = Colors.Black;

    public Color BackgroundColor { get; set; } = Colors.Transparent;

    public Color BorderColor { get; set; } = Colors.Transparent;

    public float BorderWidth { get; set; } = 1;

    public Color ShadowColor { get; set; } = Colors.Transparent;

    public string FontName { get; set; } = Fonts.Default;

    public float FontSize { get; set; } = 12;

    public bool Bold { get; set; } = false;

    /// <summary>Sets <see cref="PixelPadding"/> on all sides; reads as 0, as in the package.</summary>
    public float Padding { get => 0; set => PixelPadding = new PixelPadding(value); }

    public PixelPadding PixelPadding { get; set; } = new(0);

    internal FontSpecification Font => new(FontName, FontSize, Bold, Italic);

    /// <summary>The size of a text in this style, before it is rotated and without padding.</summary>
    internal PixelSize Measure(TextMeasurer measurer, string text) => measurer.Measure(text, Font);

    /// <summary>The smallest upright box around the rotated text and its padding, relative to its position.</summary>
    internal PixelRect GetBounds(TextMeasurer measurer, string text)
    {
        PixelRect box = GetTextRect(measurer, text).Expanded(PixelPadding);
        (double sin, double cos) = Math.SinCos(Rotation * Math.PI / 180);
        Pixel Turn(double x, double y) => new(OffsetX + x * cos - y * sin, OffsetY + x * sin + y * cos);
        PixelRect diagonal1 = PixelRect.FromCorners(Turn(box.Left, box.Top), Turn(box.Right, box.Bottom));
        PixelRect diagonal2 = PixelRect.FromCorners(Turn(box.Right, box.Top), Turn(box.Left, box.Bottom));
        return diagonal1.Union(diagonal2);
    }

    internal void Render(Canvas canvas, Pixel position) => Render(canvas, position, Text);

    internal void Render(Canvas canvas, Pixel position, string text)
    {
        if (!IsVisible || string.IsNullOrEmpty(text) || !position.IsReal)
            return;
        canvas.BeginTransform(position.Moved(OffsetX, OffsetY), Rotation);
        PixelRect textRect = GetTextRect(canvas.Text, text);
        RenderBox(canvas, textRect.Expanded(PixelPadding));
        RenderLines(canvas, textRect, text.Split('\n'));
        canvas.EndTransform();
    }

    private PixelRect GetTextRect(TextMeasurer measurer, string text)
    {
        PixelSize size = Measure(measurer, text);
        double left = -size.Width * Alignment.HorizontalFraction();
        double top = -size.Height * (1 - Alignment.VerticalFraction());
        return new PixelRect(left, top, left + size.Width, top + size.Height);
    }

    private void RenderBox(Canvas canvas, PixelRect box)
    {
        canvas.FillRectangle(box.Moved(ShadowOffset, ShadowOffset), ShadowColor);
        canvas.FillRectangle(box, BackgroundColor);
        canvas.Stroke(PixelPath.Rectangle(box), new LineStyle(BorderWidth, BorderColor));
    }

    private void RenderLines(Canvas canvas, PixelRect rect, string[] lines)
    {
        (double ascent, double descent) = canvas.Text.Metrics(Font);
        double fraction = Alignment.HorizontalFraction();
        double x = rect.Left + rect.Width * fraction;
        for (int i = 0; i < lines.Length; i++)
            canvas.DrawTextLine(lines[i], new Pixel(x, rect.Top + i * (ascent + descent) + ascent), fraction, Font, ForeColor);
    }
}
