namespace ScottPlot;

/// <summary>One bar, from its base to its value.</summary>
public class Bar : IHasFill, IHasLine
{
    public double Position { get; set; }

    public double Value { get; set; }

    public double ValueBase { get; set; } = 0;

    /// <summary>The thickness of the bar, in units of the axis.</summary>
    public double Size { get; set; } = 0.8;

    public double Error { get; set; } = 0;

    /// <summary>The width of the ends of the error bar, in units of the axis.</summary>
    public double ErrorSize { get; set; } = 0.2;

    public bool ErrorPositive { get; set; } = true;

    public bool ErrorNegative { get; set; } = true;

    public bool IsVisible { get; set; } = true;

    public FillStyle FillStyle { get; set; } = new() { Color = Colors.Gray };

    public Color FillColor { get => FillStyle.Color; set => FillStyle.Color = value; }

    public LineStyle LineStyle { get; set; } = new() { Width = 1, Color = Colors.Black };

    public float LineWidth { get => LineStyle.Width; set => LineStyle.Width = value; }

    public LinePattern LinePattern { get => LineStyle.Pattern; set => LineStyle.Pattern = value; }

    public Color LineColor { get => LineStyle.Color; set => LineStyle.Color = value; }

    public string Label { get; set; } = string.Empty;

    public string ValueLabel { get => Label; set => Label = value; }

    public bool CenterLabel { get; set; } = false;

    public float LabelOffset { get; set; } = 5;

    public Orientation Orientation { get; set; } = Orientation.Vertical;

    internal bool IsHorizontal => Orientation == Orientation.Horizontal;

    private double ErrorLow => ErrorNegative ? Value - Error : Value;

    private double ErrorHigh => ErrorPositive ? Value + Error : Value;

    internal AxisLimits GetAxisLimits()
    {
        double low = Math.Min(ValueBase, Math.Min(Value, ErrorLow));
        double high = Math.Max(ValueBase, Math.Max(Value, ErrorHigh));
        return IsHorizontal
            ? new AxisLimits(low, high, Position - Size / 2, Position + Size / 2)
            : new AxisLimits(Position - Size / 2, Position + Size / 2, low, high);
    }

    internal void Render(RenderPack pack, IAxes axes, LabelStyle labelStyle)
    {
        if (!IsVisible || !double.IsFinite(Value) || !double.IsFinite(Position))
            return;
        PixelRect body = PixelRect.FromCorners(
            GetPixel(pack, axes, Position - Size / 2, ValueBase), GetPixel(pack, axes, Position + Size / 2, Value));
        if (FillStyle.CanBeRendered)
            pack.Canvas.FillRectangle(body, FillColor);
        pack.Canvas.Stroke(PixelPath.Rectangle(body), LineStyle);
        if (Error != 0 && double.IsFinite(Error))
            RenderError(pack, axes);
        RenderLabel(pack, axes, labelStyle, body);
    }

    private Pixel GetPixel(RenderPack pack, IAxes axes, double position, double value) =>
        IsHorizontal ? pack.GetPixel(axes, value, position) : pack.GetPixel(axes, position, value);

    private void RenderError(RenderPack pack, IAxes axes)
    {
        PixelPath path = new PixelPath()
            .MoveTo(GetPixel(pack, axes, Position, ErrorLow))
            .LineTo(GetPixel(pack, axes, Position, ErrorHigh));
        foreach (double end in new[] { ErrorLow, ErrorHigh }.Where(end => end != Value))
        {
            path.MoveTo(GetPixel(pack, axes, Position - ErrorSize / 2, end))
                .LineTo(GetPixel(pack, axes, Position + ErrorSize / 2, end));
        }

        pack.Canvas.Stroke(path, LineStyle);
    }

    private void RenderLabel(RenderPack pack, IAxes axes, LabelStyle style, PixelRect body)
    {
        if (CenterLabel)
        {
            style.Alignment = Alignment.MiddleCenter;
            style.Render(pack.Canvas, body.Center, Label);
            return;
        }

        // Outside the bar, and outside the error bar too.
        bool positive = Value >= 0;
        Pixel end = GetPixel(pack, axes, Position, double.IsFinite(Error) ? (positive ? ErrorHigh : ErrorLow) : Value);
        (style.Alignment, Pixel position) = (IsHorizontal, positive) switch
        {
            (false, true) => (Alignment.LowerCenter, end.Moved(0, -LabelOffset)),
            (false, false) => (Alignment.UpperCenter, end.Moved(0, LabelOffset)),
            (true, true) => (Alignment.MiddleLeft, end.Moved(LabelOffset, 0)),
            (true, false) => (Alignment.MiddleRight, end.Moved(-LabelOffset, 0)),
        };
        style.Render(pack.Canvas, position, Label);
    }
}
