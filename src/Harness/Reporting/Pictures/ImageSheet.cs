using Harness.Reporting.Charts;
using SkiaSharp;

namespace Harness.Reporting.Pictures;

/// <summary>Photographs in rows, each with a caption under it. Source of the idea: the flowers tutorial, which shows images with their labels and with
/// "prediction / label".</summary>
internal static class ImageSheet
{
    /// <summary>The longer side of a photograph, in pixels.</summary>
    public const int PictureSide = 160;

    private const int Columns = 6;
    private const int Gap = 12;
    private const int LineHeight = 20;
    private const int TitleHeight = 44;
    private const float CaptionSize = 14;
    private const float TitleSize = 20;

    // Photographs as JPEG take a tenth of the time and the bytes of PNG.
    private static readonly SKJpegEncoderOptions Options = new(90, SKJpegEncoderDownsample.Downsample444, SKJpegEncoderAlphaOption.Ignore);

    private static readonly SKColor Text = new(0x20, 0x20, 0x20);
    private static readonly SKColor Wrong = new(0xC0, 0x1C, 0x1C);
    private static readonly SKColor Missing = new(0xE6, 0xE6, 0xE6);

    /// <summary>Draws a sheet: the same bytes for the same photographs.</summary>
    /// <param name="title">Its title.</param>
    /// <param name="cells">The photographs, at least one.</param>
    /// <param name="font">The font of the report's charts.</param>
    /// <param name="path">The JPEG to write.</param>
    /// <exception cref="IOException">It cannot be written.</exception>
    public static void Write(string title, IReadOnlyList<SheetCell> cells, ChartFont font, string path)
    {
        using var captionFont = FontOf(font.Typeface, CaptionSize);
        using var titleFont = FontOf(font.TitleTypeface, TitleSize);
        var captions = cells.Select(cell => Lines(cell.Caption, captionFont)).ToList();
        var cellHeight = PictureSide + (captions.Max(lines => lines.Length) * LineHeight) + Gap;
        var columns = Math.Min(Columns, cells.Count);
        var rows = (cells.Count + columns - 1) / columns;
        var (width, height) = ((Math.Max(columns, 3) * (PictureSide + Gap)) + Gap, TitleHeight + (rows * cellHeight));
        using var surface = SKSurface.Create(new SKImageInfo(width, height, SKColorType.Rgba8888, SKAlphaType.Opaque));
        surface.Canvas.Clear(SKColors.White);
        Label(surface.Canvas, title, titleFont, Text, new(Gap, Gap, width - Gap, TitleHeight));
        foreach (var (index, cell) in cells.Index())
            Draw(surface.Canvas, cell, captions[index], captionFont, Gap + (index % columns * (PictureSide + Gap)), TitleHeight + (index / columns * cellHeight));
        using var pixels = surface.PeekPixels();
        using var encoded = pixels.Encode(Options) ?? throw new IOException("The picture cannot be encoded.");
        using var file = File.Create(path);
        encoded.SaveTo(file);
    }

    private static void Draw(SKCanvas canvas, SheetCell cell, string[] caption, SKFont font, float left, float top)
    {
        using var paint = new SKPaint { Color = Missing };
        if (cell.Picture is { } picture) canvas.DrawImage(picture, left + ((PictureSide - picture.Width) / 2), top + ((PictureSide - picture.Height) / 2));
        else canvas.DrawRect(left, top, PictureSide, PictureSide, paint);
        foreach (var (line, text) in caption.Index())
        {
            var below = top + PictureSide + (line * LineHeight);
            Label(canvas, text, font, cell.IsWrong ? Wrong : Text, new(left, below, left + PictureSide, below + LineHeight));
        }
    }

    // "prediction / class" in two lines where there is no room for both in one.
    private static string[] Lines(string caption, SKFont font)
    {
        var slash = caption.IndexOf(" / ", StringComparison.Ordinal);
        return slash < 0 || font.MeasureText(caption) <= PictureSide ? [caption] : [caption[..(slash + 2)], caption[(slash + 3)..]];
    }

    // In the middle of its place, and cut where there is no room for all of it.
    private static void Label(SKCanvas canvas, string text, SKFont font, SKColor color, SKRect place)
    {
        using var paint = new SKPaint { Color = color, IsAntialias = true };
        var shown = text;
        for (var length = text.Length - 1; length > 0 && font.MeasureText(shown) > place.Width; length--) shown = $"{text[..length]}…";
        canvas.DrawText(shown, place.MidX, place.MidY + (font.Size * 0.36f), SKTextAlign.Center, font, paint);
    }

    private static SKFont FontOf(SKTypeface typeface, float size) => new(typeface, size) { Edging = SKFontEdging.Antialias, Subpixel = true };
}

/// <summary>A photograph of a sheet.</summary>
/// <param name="Picture">The photograph; null if it can no longer be read. It stays with the caller.</param>
/// <param name="Caption">The line under it.</param>
/// <param name="IsWrong">Whether the caption says something wrong of it, and is red.</param>
internal sealed record SheetCell(SKImage? Picture, string Caption, bool IsWrong);
