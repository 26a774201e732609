namespace ScottPlot;

/// <summary>Colours of a plot; null leaves one as it is.</summary>
public class PlotStyle
{
    public IPalette? Palette { get; set; } = null;

    public Color? FigureBackgroundColor { get; set; } = null;

    public Color? DataBackgroundColor { get; set; } = null;

    public Color? AxisColor { get; set; } = null;

    public Color? GridMajorLineColor { get; set; } = null;

    public Color? LegendBackgroundColor { get; set; } = null;

    public Color? LegendFontColor { get; set; } = null;

    public Color? LegendOutlineColor { get; set; } = null;

    public static PlotStyle FromPlot(Plot plot) => new()
    {
        Palette = plot.Add.Palette,
        FigureBackgroundColor = plot.FigureBackground.Color,
        DataBackgroundColor = plot.DataBackground.Color,
        AxisColor = plot.Axes.Bottom.FrameLineStyle.Color,
        GridMajorLineColor = plot.Grid.MajorLineColor,
        LegendBackgroundColor = plot.Legend.BackgroundColor,
        LegendFontColor = plot.Legend.FontColor,
        LegendOutlineColor = plot.Legend.OutlineColor,
    };

    public void Apply(Plot plot)
    {
        plot.Add.Palette = Palette ?? plot.Add.Palette;
        plot.FigureBackground.Color = FigureBackgroundColor ?? plot.FigureBackground.Color;
        plot.DataBackground.Color = DataBackgroundColor ?? plot.DataBackground.Color;
        if (AxisColor is { } axisColor)
            plot.Axes.Color(axisColor);
        plot.Grid.MajorLineColor = GridMajorLineColor ?? plot.Grid.MajorLineColor;
        plot.Legend.BackgroundColor = LegendBackgroundColor ?? plot.Legend.BackgroundColor;
        plot.Legend.FontColor = LegendFontColor ?? plot.Legend.FontColor;
        plot.Legend.OutlineColor = LegendOutlineColor ?? plot.Legend.OutlineColor;
    }
}
