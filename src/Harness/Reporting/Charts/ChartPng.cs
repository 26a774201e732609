using SkiaSharp;

namespace Harness.Reporting.Charts;

/// <summary>Writes a chart as a PNG: the same bytes for the same chart.</summary>
internal static class ChartPng
{
    // Most of a chart is white: a low level of compression makes files about as small as the highest in a fraction of its time.
    private static readonly SKPngEncoderOptions Options = new(SKPngEncoderFilterFlags.NoFilters, zLibLevel: 3);

    /// <summary>Draws and writes a chart.</summary>
    /// <param name="chart">The chart.</param>
    /// <param name="path">Where to.</param>
    /// <exception cref="IOException">It cannot be written.</exception>
    public static void Write(Chart chart, string path)
    {
        using var surface = SKSurface.Create(new SKImageInfo(chart.Width, chart.Height, SKColorType.Rgba8888, SKAlphaType.Opaque));
        chart.Plot.Render(surface.Canvas, chart.Width, chart.Height);
        using var pixels = surface.PeekPixels();
        using var encoded = pixels.Encode(Options) ?? throw new IOException("The picture cannot be encoded.");
        using var file = File.Create(path);
        encoded.SaveTo(file);
    }
}
