namespace ScottPlot.Rendering;

/// <summary>What everything that draws itself needs to know: where, and on what.</summary>
internal sealed class RenderPack(Plot plot, Canvas canvas, Layout layout)
{
    internal Plot Plot { get; } = plot;

    internal Canvas Canvas { get; } = canvas;

    internal Layout Layout { get; } = layout;

    internal PixelRect FigureRect => Layout.FigureRect;

    internal PixelRect DataRect => Layout.DataRect;

    internal Pixel GetPixel(IAxes axes, double x, double y) =>
        new(axes.XAxis.GetPixel(x, DataRect), axes.YAxis.GetPixel(y, DataRect));

    internal Pixel GetPixel(IAxes axes, Coordinates point) => GetPixel(axes, point.X, point.Y);

    internal PixelRect GetPixelRect(IAxes axes, CoordinateRect rect) =>
        PixelRect.FromCorners(GetPixel(axes, rect.Left, rect.Top), GetPixel(axes, rect.Right, rect.Bottom));
}
