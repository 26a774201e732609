using System.Runtime.InteropServices;
using ScottPlot.Native;

namespace ScottPlot.Rendering;

/// <summary>An image in memory and the pen that draws on it: cairo's surface and context, freed together.</summary>
internal sealed class CairoContext : IDisposable
{
    internal CairoContext(int width, int height)
    {
        Width = width;
        Height = height;
        Surface = Cairo.cairo_image_surface_create(Cairo.FormatArgb32, width, height);
        CairoStatus.Check(Cairo.cairo_surface_status(Surface), $"making an image of {width} by {height} pixels");
        Handle = Cairo.cairo_create(Surface);
        CairoStatus.Check(Cairo.cairo_status(Handle), "making a drawing context");
        SetFontOptions();
    }

    internal int Width { get; }

    internal int Height { get; }

    internal SurfaceHandle Surface { get; }

    internal ContextHandle Handle { get; }

    internal double TextWidth(string line, FontSpecification font)
    {
        Select(font);
        Cairo.cairo_text_extents(Handle, line, out Cairo.TextExtents extents);
        CairoStatus.Check(Cairo.cairo_status(Handle), "measuring text");
        return extents.XAdvance;
    }

    internal (double Ascent, double Descent) FontMetrics(FontSpecification font)
    {
        Select(font);
        Cairo.cairo_font_extents(Handle, out Cairo.FontExtents extents);
        CairoStatus.Check(Cairo.cairo_status(Handle), $"reading the metrics of font '{font.Name}'");
        return (extents.Ascent, extents.Descent);
    }

    internal void Select(FontSpecification font)
    {
        Cairo.cairo_select_font_face(
            Handle,
            font.Name,
            font.Italic ? Cairo.FontSlantItalic : Cairo.FontSlantNormal,
            font.Bold ? Cairo.FontWeightBold : Cairo.FontWeightNormal);
        Cairo.cairo_set_font_size(Handle, font.Size);
    }

    /// <summary>The pixels as premultiplied 0xAARRGGBB, row by row from the top.</summary>
    internal uint[] ReadPixels()
    {
        CairoStatus.Check(Cairo.cairo_status(Handle), "drawing");
        Cairo.cairo_surface_flush(Surface);
        nint data = Cairo.cairo_image_surface_get_data(Surface);
        int stride = Cairo.cairo_image_surface_get_stride(Surface);
        int[] row = new int[Width];
        uint[] pixels = new uint[Width * Height];
        for (int y = 0; y < Height; y++)
        {
            Marshal.Copy(data + y * stride, row, 0, Width);
            Buffer.BlockCopy(row, 0, pixels, y * Width * sizeof(uint), Width * sizeof(uint));
        }

        return pixels;
    }

    internal byte[] EncodePng() => PngEncoder.Encode(ReadPixels(), Width, Height);

    public void Dispose()
    {
        Handle.Dispose();
        Surface.Dispose();
    }

    private void SetFontOptions()
    {
        // Set here and not left to the desktop's settings: charts must not differ between machines.
        nint options = Cairo.cairo_font_options_create();
        Cairo.cairo_font_options_set_antialias(options, Cairo.AntialiasGray);
        Cairo.cairo_font_options_set_hint_style(options, Cairo.HintStyleNone);
        Cairo.cairo_font_options_set_hint_metrics(options, Cairo.HintMetricsOff);
        Cairo.cairo_set_font_options(Handle, options);
        Cairo.cairo_font_options_destroy(options);
    }
}
