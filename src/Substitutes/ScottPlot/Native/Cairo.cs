using System.Runtime.InteropServices;

namespace ScottPlot.Native;

/// <summary>The functions of cairo 1.16 that the charts need, under their own names.</summary>
internal static unsafe partial class Cairo
{
    internal const int FormatArgb32 = 0;
    internal const int FontSlantNormal = 0, FontSlantItalic = 1;
    internal const int FontWeightNormal = 0, FontWeightBold = 1;
    internal const int AntialiasGray = 2;
    internal const int HintStyleNone = 1, HintMetricsOff = 1;
    internal const int FilterNearest = 3, FilterBilinear = 4;
    internal const int ExtendPad = 3;
    internal const int LineJoinMiter = 0;

    static Cairo() => CairoLibrary.Register();

    [StructLayout(LayoutKind.Sequential)]
    internal struct TextExtents
    {
        internal double XBearing, YBearing, Width, Height, XAdvance, YAdvance;
    }

    [StructLayout(LayoutKind.Sequential)]
    internal struct FontExtents
    {
        internal double Ascent, Descent, Height, MaxXAdvance, MaxYAdvance;
    }

    [LibraryImport(CairoLibrary.Name)]
    internal static partial nint cairo_status_to_string(int status);

    [LibraryImport(CairoLibrary.Name)]
    internal static partial SurfaceHandle cairo_image_surface_create(int format, int width, int height);

    [LibraryImport(CairoLibrary.Name)]
    internal static partial SurfaceHandle cairo_image_surface_create_for_data(nint data, int format, int width, int height, int stride);

    [LibraryImport(CairoLibrary.Name)]
    internal static partial nint cairo_image_surface_get_data(SurfaceHandle surface);

    [LibraryImport(CairoLibrary.Name)]
    internal static partial int cairo_image_surface_get_stride(SurfaceHandle surface);

    [LibraryImport(CairoLibrary.Name)]
    internal static partial void cairo_surface_flush(SurfaceHandle surface);

    [LibraryImport(CairoLibrary.Name)]
    internal static partial int cairo_surface_status(SurfaceHandle surface);

    [LibraryImport(CairoLibrary.Name)]
    internal static partial void cairo_surface_destroy(nint surface);

    [LibraryImport(CairoLibrary.Name)]
    internal static partial ContextHandle cairo_create(SurfaceHandle surface);

    [LibraryImport(CairoLibrary.Name)]
    internal static partial int cairo_status(ContextHandle context);

    [LibraryImport(CairoLibrary.Name)]
    internal static partial void cairo_destroy(nint context);

    [LibraryImport(CairoLibrary.Name)]
    internal static partial void cairo_save(ContextHandle context);

    [LibraryImport(CairoLibrary.Name)]
    internal static partial void cairo_restore(ContextHandle context);

    [LibraryImport(CairoLibrary.Name)]
    internal static partial void cairo_translate(ContextHandle context, double x, double y);

    [LibraryImport(CairoLibrary.Name)]
    internal static partial void cairo_rotate(ContextHandle context, double radians);

    [LibraryImport(CairoLibrary.Name)]
    internal static partial void cairo_scale(ContextHandle context, double x, double y);

    [LibraryImport(CairoLibrary.Name)]
    internal static partial void cairo_new_path(ContextHandle context);

    [LibraryImport(CairoLibrary.Name)]
    internal static partial void cairo_move_to(ContextHandle context, double x, double y);

    [LibraryImport(CairoLibrary.Name)]
    internal static partial void cairo_line_to(ContextHandle context, double x, double y);

    [LibraryImport(CairoLibrary.Name)]
    internal static partial void cairo_curve_to(ContextHandle context, double x1, double y1, double x2, double y2, double x3, double y3);

    [LibraryImport(CairoLibrary.Name)]
    internal static partial void cairo_close_path(ContextHandle context);

    [LibraryImport(CairoLibrary.Name)]
    internal static partial void cairo_rectangle(ContextHandle context, double x, double y, double width, double height);

    [LibraryImport(CairoLibrary.Name)]
    internal static partial void cairo_clip(ContextHandle context);

    [LibraryImport(CairoLibrary.Name)]
    internal static partial void cairo_fill(ContextHandle context);

    [LibraryImport(CairoLibrary.Name)]
    internal static partial void cairo_stroke(ContextHandle context);

    [LibraryImport(CairoLibrary.Name)]
    internal static partial void cairo_set_source_rgba(ContextHandle context, double red, double green, double blue, double alpha);

    [LibraryImport(CairoLibrary.Name)]
    internal static partial void cairo_set_source_surface(ContextHandle context, SurfaceHandle surface, double x, double y);

    [LibraryImport(CairoLibrary.Name)]
    internal static partial nint cairo_get_source(ContextHandle context);

    [LibraryImport(CairoLibrary.Name)]
    internal static partial void cairo_pattern_set_filter(nint pattern, int filter);

    [LibraryImport(CairoLibrary.Name)]
    internal static partial void cairo_pattern_set_extend(nint pattern, int extend);

    [LibraryImport(CairoLibrary.Name)]
    internal static partial void cairo_set_line_width(ContextHandle context, double width);

    [LibraryImport(CairoLibrary.Name)]
    internal static partial void cairo_set_line_join(ContextHandle context, int lineJoin);

    [LibraryImport(CairoLibrary.Name)]
    internal static partial void cairo_set_miter_limit(ContextHandle context, double limit);

    [LibraryImport(CairoLibrary.Name)]
    internal static partial void cairo_set_dash(ContextHandle context, double* dashes, int count, double offset);

    [LibraryImport(CairoLibrary.Name, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial void cairo_select_font_face(ContextHandle context, string family, int slant, int weight);

    [LibraryImport(CairoLibrary.Name)]
    internal static partial void cairo_set_font_size(ContextHandle context, double size);

    [LibraryImport(CairoLibrary.Name, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial void cairo_text_path(ContextHandle context, string text);

    [LibraryImport(CairoLibrary.Name, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial void cairo_text_extents(ContextHandle context, string text, out TextExtents extents);

    [LibraryImport(CairoLibrary.Name)]
    internal static partial void cairo_font_extents(ContextHandle context, out FontExtents extents);

    [LibraryImport(CairoLibrary.Name)]
    internal static partial nint cairo_font_options_create();

    [LibraryImport(CairoLibrary.Name)]
    internal static partial void cairo_font_options_destroy(nint options);

    [LibraryImport(CairoLibrary.Name)]
    internal static partial void cairo_font_options_set_antialias(nint options, int antialias);

    [LibraryImport(CairoLibrary.Name)]
    internal static partial void cairo_font_options_set_hint_style(nint options, int hintStyle);

    [LibraryImport(CairoLibrary.Name)]
    internal static partial void cairo_font_options_set_hint_metrics(nint options, int hintMetrics);

    [LibraryImport(CairoLibrary.Name)]
    internal static partial void cairo_set_font_options(ContextHandle context, nint options);
}
