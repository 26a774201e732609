namespace ScottPlot;

/// <summary>How a line is drawn.</summary>
public class LineStyle
{
    internal const double MiterLimit = 4;

    public LineStyle()
    {
    }

    public LineStyle(float width)
    {
        Width = width;
    }

    public LineStyle(float width, Color color)
    {
        Width = width;
        Color = color;
    }

    public LineStyle(float width, Color color, LinePattern pattern)
    {
        Width = width;
        Color = color;
        Pattern = pattern;
    }

    public static LineStyle None => new() { Width = 0 };

    public float Width { get; set; } = 0;

    /// <summary>One pixel of the image, whatever <see cref="Width"/> and scale are.</summary>
    public bool Hairline { get; set; } = false;

    public Color Color { get; set; } = Colors.Black;

    public LinePattern Pattern { get; set; } = LinePattern.Solid;

    public bool IsVisible { get; set; } = true;

    public bool AntiAlias { get; set; } = true;

    public bool CanBeRendered => IsVisible && Color.Alpha > 0 && (Width > 0 || Hairline);
}
