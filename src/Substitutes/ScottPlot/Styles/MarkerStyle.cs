namespace ScottPlot;

/// <summary>How a marker is drawn: filled shapes use the fill and the outline, the others the line.</summary>
public class MarkerStyle : IHasLine, IHasFill, IHasOutline
{
    public MarkerStyle()
    {
    }

    public MarkerStyle(MarkerShape shape, float size)
        : this(shape, size, Colors.Gray)
    {
    }

    public MarkerStyle(MarkerShape shape, float size, Color color)
    {
        Shape = shape;
        Size = size;
        LineColor = color;
        if (shape.IsLineOnly())
            LineWidth = 2;
        else
            FillColor = color;
    }

    public static MarkerStyle Default => new(MarkerShape.FilledCircle, 5);

    public static MarkerStyle None => new(MarkerShape.None, 0);

    public bool IsVisible { get; set; } = true;

    public MarkerShape Shape { get; set; }

    public float Size { get; set; }

    public Color MarkerColor
    {
        get => LineColor;
        set
        {
            FillColor = value;
            LineColor = value;
        }
    }

    public LineStyle LineStyle { get; set; } = new() { Width = 1 };

    public float LineWidth { get => LineStyle.Width; set => LineStyle.Width = value; }

    public LinePattern LinePattern { get => LineStyle.Pattern; set => LineStyle.Pattern = value; }

    public Color LineColor { get => LineStyle.Color; set => LineStyle.Color = value; }

    public FillStyle FillStyle { get; set; } = new();

    public Color FillColor { get => FillStyle.Color; set => FillStyle.Color = value; }

    public LineStyle OutlineStyle { get; set; } = new() { Width = 0, Color = Colors.Black };

    public float OutlineWidth { get => OutlineStyle.Width; set => OutlineStyle.Width = value; }

    public LinePattern OutlinePattern { get => OutlineStyle.Pattern; set => OutlineStyle.Pattern = value; }

    public Color OutlineColor { get => OutlineStyle.Color; set => OutlineStyle.Color = value; }
}
