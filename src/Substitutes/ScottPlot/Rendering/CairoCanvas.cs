using System.Runtime.InteropServices;
using ScottPlot.Native;

namespace ScottPlot.Rendering;

/// <summary>Paints pixels with cairo.</summary>
internal sealed class CairoCanvas(int width, int height) : Canvas
{
    private readonly CairoContext _context = new(width, height);

    private ContextHandle Handle => _context.Handle;

    internal byte[] EncodePng() => _context.EncodePng();

    internal uint[] ReadPixels() => _context.ReadPixels();

    internal override void EndTransform() => Cairo.cairo_restore(Handle);

    internal override void BeginClip(PixelRect rect)
    {
        Cairo.cairo_save(Handle);
        Cairo.cairo_rectangle(Handle, rect.Left, rect.Top, rect.Width, rect.Height);
        Cairo.cairo_clip(Handle);
    }

    internal override void EndClip() => Cairo.cairo_restore(Handle);

    internal override void Fill(PixelPath path, Color color)
    {
        Trace(path);
        SetColor(color);
        Cairo.cairo_fill(Handle);
    }

    internal override void Stroke(PixelPath path, LineStyle style, double width)
    {
        Trace(path);
        SetColor(style.Color);
        SetPattern(style.Pattern);
        Cairo.cairo_set_line_width(Handle, width);
        Cairo.cairo_set_line_join(Handle, Cairo.LineJoinMiter);
        Cairo.cairo_set_miter_limit(Handle, LineStyle.MiterLimit);
        Cairo.cairo_stroke(Handle);
    }

    internal override void DrawTextLine(string line, Pixel anchor, double horizontalFraction, FontSpecification font, Color color)
    {
        double left = anchor.X - Text.Width(line, font) * horizontalFraction;
        _context.Select(font);
        SetColor(color);
        Cairo.cairo_new_path(Handle);
        Cairo.cairo_move_to(Handle, left, anchor.Y);
        // Outlines and not cairo's glyph images: those are placed on whole pixels, which spaces letters unevenly.
        Cairo.cairo_text_path(Handle, line);
        Cairo.cairo_fill(Handle);
    }

    internal override void DrawImage(uint[] pixels, int width, int height, PixelRect target, bool smooth)
    {
        GCHandle pinned = GCHandle.Alloc(pixels, GCHandleType.Pinned);
        try
        {
            using SurfaceHandle source = Cairo.cairo_image_surface_create_for_data(
                pinned.AddrOfPinnedObject(), Cairo.FormatArgb32, width, height, width * sizeof(uint));
            CairoStatus.Check(Cairo.cairo_surface_status(source), $"drawing an image of {width} by {height} pixels");
            Cairo.cairo_save(Handle);
            Cairo.cairo_rectangle(Handle, target.Left, target.Top, target.Width, target.Height);
            Cairo.cairo_clip(Handle);
            Cairo.cairo_translate(Handle, target.Left, target.Top);
            Cairo.cairo_scale(Handle, target.Width / width, target.Height / height);
            Cairo.cairo_set_source_surface(Handle, source, 0, 0);
            nint pattern = Cairo.cairo_get_source(Handle);
            Cairo.cairo_pattern_set_filter(pattern, smooth ? Cairo.FilterBilinear : Cairo.FilterNearest);
            Cairo.cairo_pattern_set_extend(pattern, Cairo.ExtendPad);
            Cairo.cairo_rectangle(Handle, 0, 0, width, height);
            Cairo.cairo_fill(Handle);
            // Restoring also lets go of the source, which points into the pinned array.
            Cairo.cairo_restore(Handle);
        }
        finally
        {
            pinned.Free();
        }
    }

    public override void Dispose()
    {
        _context.Dispose();
        base.Dispose();
    }

    protected override void BeginTransform(double x, double y, double degrees, double scale)
    {
        Cairo.cairo_save(Handle);
        Cairo.cairo_translate(Handle, x, y);
        Cairo.cairo_rotate(Handle, degrees * Math.PI / 180);
        Cairo.cairo_scale(Handle, scale, scale);
    }

    private void Trace(PixelPath path)
    {
        Cairo.cairo_new_path(Handle);
        int next = 0;
        foreach (PathVerb verb in path.Verbs)
        {
            switch (verb)
            {
                case PathVerb.Move:
                    Cairo.cairo_move_to(Handle, path.Points[next].X, path.Points[next].Y);
                    next++;
                    break;
                case PathVerb.Line:
                    Cairo.cairo_line_to(Handle, path.Points[next].X, path.Points[next].Y);
                    next++;
                    break;
                case PathVerb.Curve:
                    (Pixel a, Pixel b, Pixel c) = (path.Points[next], path.Points[next + 1], path.Points[next + 2]);
                    Cairo.cairo_curve_to(Handle, a.X, a.Y, b.X, b.Y, c.X, c.Y);
                    next += 3;
                    break;
                default:
                    Cairo.cairo_close_path(Handle);
                    break;
            }
        }
    }

    private void SetColor(Color color) =>
        Cairo.cairo_set_source_rgba(Handle, color.Red / 255.0, color.Green / 255.0, color.Blue / 255.0, color.Alpha / 255.0);

    private unsafe void SetPattern(LinePattern pattern)
    {
        double[] dashes = Array.ConvertAll(pattern.IntervalsOrEmpty, interval => (double)interval);
        fixed (double* first = dashes)
            Cairo.cairo_set_dash(Handle, first, dashes.Length, pattern.Phase);
    }
}
