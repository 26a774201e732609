namespace ScottPlot;

/// <summary>Names the plottables that have a legend text.</summary>
public class Legend(Plot plot) : IPlottable, IHasOutline
{
    private const double ShadowOffset = 3;

    public bool IsVisible { get; set; } = true;

    public IAxes Axes { get; set; } = new Axes();

    public Alignment Alignment { get; set; } = Alignment.LowerRight;

    public Orientation Orientation { get; set; } = Orientation.Vertical;

    public PixelPadding Margin { get; set; } = new(7, 7);

    public PixelPadding Padding { get; set; } = new(10, 5);

    public PixelPadding InterItemPadding { get; set; } = new(10, 10, 6, 6);

    public float SymbolWidth { get; set; } = 20;

    public float SymbolPadding { get; set; } = 5;

    public List<LegendItem> ManualItems { get; set; } = [];

    public float? FontSize { get; set; } = null;

    public string? FontName { get; set; } = null;

    public Color? FontColor { get; set; } = null;

    public Color BackgroundColor { get; set; } = Colors.White;

    public Color ShadowColor { get; set; } = Colors.Black.WithOpacity(.2);

    public LineStyle OutlineStyle { get; set; } = new() { Width = 1, Color = Colors.Black };

    public float OutlineWidth { get => OutlineStyle.Width; set => OutlineStyle.Width = value; }

    public LinePattern OutlinePattern { get => OutlineStyle.Pattern; set => OutlineStyle.Pattern = value; }

    public Color OutlineColor { get => OutlineStyle.Color; set => OutlineStyle.Color = value; }

    public IEnumerable<LegendItem> LegendItems => LegendItem.None;

    public AxisLimits GetAxisLimits() => AxisLimits.NoLimits;

    /// <summary>The items of the visible plottables that have a text, then the manual ones.</summary>
    public LegendItem[] GetItems()
    {
        IEnumerable<LegendItem> ofPlottables = plot.PlottableList
            .Where(plottable => plottable.IsVisible)
            .SelectMany(plottable => plottable.LegendItems)
            .Where(item => !string.IsNullOrEmpty(item.LabelText));
        LegendItem[] items = [.. ofPlottables.Concat(ManualItems).Where(item => item.IsVisible)];
        foreach (LegendItem item in items)
        {
            item.LabelFontSize = FontSize ?? item.LabelFontSize;
            item.LabelFontName = FontName ?? item.LabelFontName;
            item.LabelFontColor = FontColor ?? item.LabelFontColor;
        }

        return items;
    }

    void IPlottable.Render(RenderPack pack) => Render(pack, pack.DataRect.Contracted(Margin), Alignment);

    /// <summary>The size of the legend where there is this much space; none without items.</summary>
    internal PixelSize Measure(PixelSize available, TextMeasurer text)
    {
        LegendItem[] items = GetItems();
        return items.Length == 0 ? default : LegendLayout.Create(this, items, available, text).Size;
    }

    internal void Render(RenderPack pack, PixelRect area, Alignment alignment)
    {
        LegendItem[] items = GetItems();
        if (items.Length == 0)
            return;
        LegendLayout layout = LegendLayout.Create(this, items, new PixelSize(area.Width, area.Height), pack.Canvas.Text);
        PixelRect rect = OnWholePixels(area.Aligned(layout.Size, alignment), pack.Canvas);
        RenderBox(pack.Canvas, rect);
        for (int i = 0; i < items.Length; i++)
        {
            RenderSymbol(pack.Canvas, items[i], layout.Symbols[i].Moved(rect.Left, rect.Top));
            PixelRect label = layout.Labels[i].Moved(rect.Left, rect.Top);
            items[i].LabelStyle.Render(pack.Canvas, new Pixel(label.Left, label.CenterY));
        }
    }

    private void RenderBox(Canvas canvas, PixelRect rect)
    {
        canvas.FillRectangle(rect.Moved(ShadowOffset, ShadowOffset), ShadowColor);
        canvas.FillRectangle(rect, BackgroundColor);
        canvas.Stroke(PixelPath.Rectangle(rect), OutlineStyle);
    }

    private static void RenderSymbol(Canvas canvas, LegendItem item, PixelRect symbol)
    {
        PixelPath line = PixelPath.Line(new Pixel(symbol.Left, symbol.CenterY), new Pixel(symbol.Right, symbol.CenterY));
        canvas.Stroke(line, FitPattern(item.LineStyle, symbol.Width));
        PixelRect swatch = symbol.Contracted(new PixelPadding(0, (float)(symbol.Height * .2)));
        if (item.FillStyle.CanBeRendered)
            canvas.FillRectangle(swatch, item.FillColor);
        canvas.Stroke(PixelPath.Rectangle(swatch), item.OutlineStyle);
        MarkerPainter.Draw(canvas, symbol.Center, item.MarkerStyle);
    }

    // A symbol too short for a dash, a gap and another dash would not show what the pattern is.
    private static LineStyle FitPattern(LineStyle style, double length)
    {
        float[] intervals = style.Pattern.IntervalsOrEmpty;
        double needed = intervals.Length < 2 ? 0 : 2 * intervals[0] + intervals[1];
        if (needed <= length)
            return style;
        float[] shortened = Array.ConvertAll(intervals, interval => (float)(interval * length / needed));
        return new LineStyle(style.Width, style.Color, new LinePattern(shortened, 0, style.Pattern.Name))
        {
            IsVisible = style.IsVisible,
            Hairline = style.Hairline,
        };
    }

    // The outline lies on the middle of pixels, so that it is sharp.
    private static PixelRect OnWholePixels(PixelRect rect, Canvas canvas)
    {
        double left = canvas.Crisp(rect.Left, 1);
        double top = canvas.Crisp(rect.Top, 1);
        return new PixelRect(left, top, left + Math.Ceiling(rect.Width), top + Math.Ceiling(rect.Height));
    }
}
