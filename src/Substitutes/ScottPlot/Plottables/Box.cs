namespace ScottPlot;

/// <summary>One box with whiskers.</summary>
public class Box : IHasFill, IHasLine
{
    public double Position { get; set; }

    public double BoxMin { get; set; }

    public double BoxMax { get; set; }

    public double? BoxMiddle { get; set; }

    public double? WhiskerMin { get; set; }

    public double? WhiskerMax { get; set; }

    public double Width { get; set; } = 0.8;

    /// <summary>The length of the ends of the whiskers, as a fraction of the width.</summary>
    public double WhiskerSizeFraction { get; set; } = 0.5;

    public bool IsVisible { get; set; } = true;

    public FillStyle FillStyle { get; set; } = new();

    public Color FillColor { get => FillStyle.Color; set => FillStyle.Color = value; }

    public LineStyle LineStyle { get; set; } = new() { Width = 1 };

    public float LineWidth { get => LineStyle.Width; set => LineStyle.Width = value; }

    public LinePattern LinePattern { get => LineStyle.Pattern; set => LineStyle.Pattern = value; }

    public Color LineColor { get => LineStyle.Color; set => LineStyle.Color = value; }

    public AxisLimits GetAxisLimits()
    {
        ExpandingLimits limits = new();
        limits.ExpandX(Position - Width / 2);
        limits.ExpandX(Position + Width / 2);
        foreach (double value in new[] { BoxMin, BoxMax, WhiskerMin ?? BoxMin, WhiskerMax ?? BoxMax })
            limits.ExpandY(value);
        return limits.Limits;
    }

    internal void Render(RenderPack pack, IAxes axes)
    {
        PixelRect body = PixelRect.FromCorners(
            pack.GetPixel(axes, Position - Width / 2, BoxMin), pack.GetPixel(axes, Position + Width / 2, BoxMax));
        if (!IsVisible || !double.IsFinite(body.Width) || !double.IsFinite(body.Height))
            return;
        if (FillStyle.CanBeRendered)
            pack.Canvas.FillRectangle(body, FillColor);
        PixelPath lines = PixelPath.Rectangle(body);
        AddAcross(lines, pack, axes, BoxMiddle, Width);
        AddWhisker(lines, pack, axes, BoxMax, WhiskerMax);
        AddWhisker(lines, pack, axes, BoxMin, WhiskerMin);
        pack.Canvas.Stroke(lines, LineStyle);
    }

    private void AddWhisker(PixelPath lines, RenderPack pack, IAxes axes, double from, double? to)
    {
        if (to is not { } end || !double.IsFinite(end))
            return;
        lines.MoveTo(pack.GetPixel(axes, Position, from)).LineTo(pack.GetPixel(axes, Position, end));
        AddAcross(lines, pack, axes, end, Width * WhiskerSizeFraction);
    }

    private void AddAcross(PixelPath lines, RenderPack pack, IAxes axes, double? value, double width)
    {
        if (value is { } y && double.IsFinite(y))
            lines.MoveTo(pack.GetPixel(axes, Position - width / 2, y)).LineTo(pack.GetPixel(axes, Position + width / 2, y));
    }
}
