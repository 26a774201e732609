using ScottPlot.TickGenerators;

namespace ScottPlot.AxisPanels;

/// <summary>What all axes share: range, styles, and the drawing of ticks, frame and label.</summary>
public abstract class AxisBase : LabelStyleProperties, IAxis
{
    private const double SizeWhenNoData = 15;

    public bool IsVisible { get; set; } = true;

    public abstract Edge Edge { get; }

    public float MinimumSize { get; set; } = 0;

    public float MaximumSize { get; set; } = float.MaxValue;

    public double Min { get; set; } = double.PositiveInfinity;

    public double Max { get; set; } = double.NegativeInfinity;

    public virtual ITickGenerator TickGenerator { get; set; } = new NumericAutomatic();

    public LabelStyle Label => LabelStyle;

    public override LabelStyle LabelStyle { get; set; } = new() { FontSize = 16, Bold = true };

    public LabelStyle TickLabelStyle { get; set; } = new() { Alignment = Alignment.MiddleCenter };

    public TickMarkStyle MajorTickStyle { get; set; } = new() { Length = 4, Width = 1, Color = Colors.Black };

    public TickMarkStyle MinorTickStyle { get; set; } = new() { Length = 2, Width = 1, Color = Colors.Black };

    public LineStyle FrameLineStyle { get; } = new() { Width = 1, Color = Colors.Black, AntiAlias = false };

    bool IAxis.HasBeenSet => HasBeenSet;

    private protected bool HasBeenSet => double.IsFinite(Min) && double.IsFinite(Max) && Min != Max;

    /// <summary>The space between the end of a major tick and its label.</summary>
    private protected abstract double TickLabelDistance { get; }

    /// <summary>The space between the tick labels and the axis label, and the space outside of it.</summary>
    private protected abstract (double Inside, double Outside) LabelPaddings { get; }

    /// <summary>The space outside the tick labels where there is no axis label.</summary>
    private protected abstract double EmptyLabelSize { get; }

    private protected abstract Alignment UprightTickLabelAlignment { get; }

    public void Color(Color color)
    {
        LabelStyle.ForeColor = color;
        TickLabelStyle.ForeColor = color;
        MajorTickStyle.Color = color;
        MinorTickStyle.Color = color;
        FrameLineStyle.Color = color;
    }

    public void SetTicks(double[] xs, string[] labels)
    {
        if (xs.Length != labels.Length)
            throw new ArgumentException($"{nameof(xs)} and {nameof(labels)} must have equal length, not {xs.Length} and {labels.Length}.");
        TickGenerator = new NumericManual(xs, labels);
    }

    double IAxis.GetPixel(double position, PixelRect data) => GetPixel(position, data);

    void IAxis.RegenerateTicks(double length, TextMeasurer text)
    {
        if (TickLabelStyle.Rotation == 0)
            TickLabelStyle.Alignment = UprightTickLabelAlignment;
        TickGenerator.Regenerate(new CoordinateRange(Min, Max), Edge, length, text, TickLabelStyle);
    }

    double IPanel.Measure(PixelRect figure, PixelRect data, TextMeasurer text)
    {
        if (!IsVisible)
            return 0;
        double labelSize = string.IsNullOrEmpty(Label.Text)
            ? EmptyLabelSize
            : LabelPaddings.Inside + Label.Measure(text, GetWrappedLabel(figure, text)).Height + LabelPaddings.Outside;
        if (!HasBeenSet)
            return string.IsNullOrEmpty(Label.Text) ? SizeWhenNoData : labelSize;

        double labels = LabeledTicks
            .Select(tick => GetTickLabelReach(TickLabelStyle.GetBounds(text, tick.Label)))
            .Select(reach => TickLabelDistance + reach.Inwards + reach.Outwards)
            .DefaultIfEmpty(0)
            .Max();
        return MajorTickStyle.Length + labels + labelSize;
    }

    PixelRect? IAxis.GetTickLabelBounds(PixelRect data, double offset, TextMeasurer text)
    {
        if (!IsVisible || !HasBeenSet || !LabeledTicks.Any())
            return null;
        return LabeledTicks
            .Select(tick =>
            {
                Pixel anchor = GetTickLabelAnchor(tick, data, offset, text);
                return TickLabelStyle.GetBounds(text, tick.Label).Moved(anchor.X, anchor.Y);
            })
            .Aggregate((all, next) => all.Union(next));
    }

    void IPanel.Render(RenderPack pack, double size, double offset)
    {
        if (!IsVisible)
            return;
        if (HasBeenSet)
            RenderTicks(pack, offset);
        RenderFrame(pack, offset);
        RenderLabel(pack, size, offset);
    }

    private protected abstract double GetPixel(double position, PixelRect data);

    /// <summary>Where the axis meets the data, or the panel before it.</summary>
    private protected abstract double GetBaseline(PixelRect data, double offset);

    /// <summary>A point at a position along the axis, and at a distance outwards from the baseline.</summary>
    private protected abstract Pixel GetPoint(double along, double outwards, PixelRect data, double offset);

    /// <summary>How far a box around a tick label extends from its anchor towards the data and away from it.</summary>
    private protected abstract (double Inwards, double Outwards) GetTickLabelReach(PixelRect bounds);

    private protected abstract void RenderFrame(RenderPack pack, double offset);

    private protected abstract void RenderLabel(RenderPack pack, double size, double offset);

    /// <summary>The middle nearest to the wanted one with which something of this length lies inside the figure.</summary>
    private protected static double KeepInside(double middle, double length, double start, double end) =>
        length >= end - start ? (start + end) / 2 : Math.Clamp(middle, start + length / 2, end - length / 2);

    /// <summary>The label, in several lines where the figure is too small for one.</summary>
    private protected string GetWrappedLabel(PixelRect figure, TextMeasurer text) =>
        text.Wrap(Label.Text, Label.Font, (Edge.IsVertical() ? figure.Height : figure.Width) - 2 * LabelPaddings.Outside);

    private IEnumerable<Tick> LabeledTicks => TickLabelStyle.IsVisible
        ? TickGenerator.Ticks.Where(tick => !string.IsNullOrWhiteSpace(tick.Label))
        : [];

    private Pixel GetTickLabelAnchor(Tick tick, PixelRect data, double offset, TextMeasurer text)
    {
        float tickLength = tick.IsMajor ? MajorTickStyle.Length : MinorTickStyle.Length;
        // A rotated label may reach back over the axis from its anchor, so it moves away by as much.
        double inwards = GetTickLabelReach(TickLabelStyle.GetBounds(text, tick.Label)).Inwards;
        return GetPoint(GetPixel(tick.Position, data), tickLength + TickLabelDistance + inwards, data, offset);
    }

    private void RenderTicks(RenderPack pack, double offset)
    {
        foreach (Tick tick in TickGenerator.Ticks)
        {
            TickMarkStyle style = tick.IsMajor ? MajorTickStyle : MinorTickStyle;
            double along = GetPixel(tick.Position, pack.DataRect);
            Pixel start = GetPoint(along, 0, pack.DataRect, offset);
            Pixel end = GetPoint(along, style.Length, pack.DataRect, offset);
            pack.Canvas.StrokeCrisp(start, end, style.LineStyle);
        }

        foreach (Tick tick in LabeledTicks)
            TickLabelStyle.Render(pack.Canvas, GetTickLabelAnchor(tick, pack.DataRect, offset, pack.Canvas.Text), tick.Label);
    }
}
