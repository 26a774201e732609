using Harness.Experiments;
using ScottPlot;
using ScottPlot.LayoutEngines;
using ScottPlot.Panels;

namespace Harness.Reporting.Charts;

/// <summary>A plot and the size at which it is legible.</summary>
internal sealed class Chart : IDisposable
{
    /// <summary>The maximum length of a technique's name in a chart, in UTF-16 units.</summary>
    public const int NameLength = 60;

    /// <summary>The size of what is beside an axis.</summary>
    public const float AxisLabelSize = 13;

    /// <summary>The width of the data area, in pixels.</summary>
    public const int DataWidth = 850;

    /// <summary>Its height, in pixels; that of the comparison depends on its rows.</summary>
    public const int UsualDataHeight = 470;

    // Far larger than any chart.
    private static readonly PixelRect Canvas = new(0, 100_000, 100_000, 0);

    private static readonly Color Frame = new(0x55, 0x55, 0x55);
    private static readonly Color Warning = new(0xB0, 0x00, 0x20);
    private static readonly Color GridLines = new(0xE6, 0xE6, 0xE6);

    private readonly string _title;
    private LegendPanel? _legend;

    /// <summary>Makes an empty chart.</summary>
    /// <param name="title">What it shows.</param>
    /// <param name="yLabel">What the vertical axis is; empty for none.</param>
    public Chart(string title, string yLabel)
    {
        Write(ChartFont.Own);
        _title = SingleLine.Shorten(title, 90);
        Plot.Title(_title, 16);
        if (yLabel.Length > 0)
        {
            Plot.YLabel(yLabel, AxisLabelSize);
            // Measured alone, the numbers would touch the label.
            Plot.Axes.Left.MinimumSize = 66;
        }
        Plot.Axes.Color(Frame);
        Plot.Grid.MajorLineColor = GridLines;
        Plot.Axes.Bottom.TickLabelStyle.FontSize = 12;
        Plot.Axes.Left.TickLabelStyle.FontSize = 12;
    }

    /// <summary>The plot to draw into.</summary>
    public Plot Plot { get; } = new();

    /// <summary>The height of the data area in pixels.</summary>
    public int DataHeight { get; init; } = UsualDataHeight;

    /// <summary>The width of the picture in pixels.</summary>
    public int Width { get; private set; }

    /// <summary>The height of the picture in pixels.</summary>
    public int Height { get; private set; }

    /// <summary>The name of a technique as charts write it.</summary>
    /// <param name="technique">The technique.</param>
    /// <returns>A single line; says how many seeds there are where some are missing.</returns>
    public static string NameOf(TechniqueSummary technique)
    {
        var name = Shorten(technique.Technique);
        return technique.Status == TechniqueStatus.Partial
            ? $"{name} ({Format.Invariant($"{technique.CompleteRuns.Count} of {technique.SeedCount}")} seeds)"
            : name;
    }

    /// <summary>The name of a technique, short enough for a chart.</summary>
    /// <param name="technique">The technique.</param>
    /// <returns>A single line. Of a variant of a grid the grid's own name is shortened first: what tells variants apart comes after it.</returns>
    public static string Shorten(Technique technique)
    {
        const int MinimumLength = 8;
        if (technique.Variant is not { } variant) return SingleLine.Shorten(technique.Name, NameLength);
        var room = NameLength - variant.Label.Length - " []".Length;
        return room < MinimumLength ? SingleLine.Shorten(technique.Name, NameLength) : $"{SingleLine.Shorten(variant.Grid, room)} [{SingleLine.Of(variant.Label)}]";
    }

    /// <summary>Writes into the picture what its numbers are about, because pictures get separated from their page.</summary>
    /// <param name="isDry">Whether they mean nothing.</param>
    /// <param name="isSynthetic">Whether they were measured on drawn images.</param>
    public void Mark(bool isDry, bool isSynthetic)
    {
        Plot.Title($"{(isDry ? "DRY RUN: " : "")}{_title}{(isSynthetic ? " (SYNTHETIC images)" : "")}", 16);
        if (isDry) Plot.Axes.Title.Label.ForeColor = Warning;
    }

    /// <summary>Writes all of its text in a font, and makes the picture as large as that needs.</summary>
    /// <param name="font">The font.</param>
    public void Use(ChartFont font)
    {
        Write(font);
        Fit();
    }

    /// <summary>Names the techniques that have no result in the legend.</summary>
    /// <param name="techniques">All techniques.</param>
    public void NoteFailures(IEnumerable<TechniqueSummary> techniques)
    {
        foreach (var technique in techniques.Where(technique => technique.Status == TechniqueStatus.Failed))
        {
            Plot.Legend.ManualItems.Add(new LegendItem
            {
                LabelText = $"left out, no result: {NameOf(technique)}",
                MarkerShape = MarkerShape.Eks,
                MarkerColor = Frame,
                MarkerSize = 8,
            });
        }
    }

    /// <summary>Puts the legend outside the data, at the right.</summary>
    public void ShowLegendAtRight() => ShowLegend(Edge.Right);

    /// <summary>Puts the legend outside the data, below.</summary>
    public void ShowLegendBelow() => ShowLegend(Edge.Bottom);

    /// <inheritdoc/>
    public void Dispose() => Plot.Dispose();

    private void Write(ChartFont font)
    {
        // Not Plot.Font.Set, which changes the default of every other plot too.
        foreach (var axis in Plot.Axes.GetAxes())
        {
            axis.Label.FontName = font.Family;
            axis.TickLabelStyle.FontName = font.Family;
        }
        Plot.Legend.FontName = font.Family;
        Plot.Axes.Title.Label.FontName = font.TitleFamily;
        // ScottPlot thickens what is bold, which a font that is bold does not need.
        Plot.Axes.Title.Label.Bold = font != ChartFont.Own;
    }

    private void ShowLegend(Edge edge)
    {
        Plot.Legend.FontSize = 12;
        Plot.Legend.OutlineWidth = 0;
        Plot.Legend.ShadowColor = Colors.Transparent;
        _legend = Plot.ShowLegend(edge);
        // Side by side, items would be wrapped at a width that is not known before the picture has one.
        Plot.Legend.Orientation = Orientation.Vertical;
        Fit();
    }

    // The data area has its size whatever is around it.
    private void Fit()
    {
        // The legend's panel takes the size that the legend had when it was drawn last, maybe in another font.
        Plot.Legend.GetImage().Dispose();
        using var paint = Paint.NewDisposablePaint();
        var data = new Automatic().GetLayout(Canvas, Plot, paint).DataRect;
        var beside = _legend?.Edge == Edge.Right ? Plot.Legend.LastRenderSize.Height : 0;
        Width = DataWidth + (int)Math.Ceiling(Canvas.Width - data.Width);
        Height = (int)Math.Ceiling(Canvas.Height - data.Height + Math.Max(DataHeight, beside));
    }
}
