using Harness.Synthetic.Drawing;
using Harness.Synthetic.Scenes;

namespace Harness.Synthetic.Backgrounds;

/// <summary>Leaves and blades, which make hedges, crowns, bushes and meadows.</summary>
internal static class Foliage
{
    private static readonly Rgb[][] Seasons =
    [
        [Rgb.Hex(0x2F4022), Rgb.Hex(0x4A6030), Rgb.Hex(0x6B7F3E), Rgb.Hex(0x8E9C58)],
        [Rgb.Hex(0x24331F), Rgb.Hex(0x38512F), Rgb.Hex(0x547044), Rgb.Hex(0x79906A)],
        [Rgb.Hex(0x5A4A26), Rgb.Hex(0x7C6A33), Rgb.Hex(0x9C7C3C), Rgb.Hex(0x6A7038)],
        [Rgb.Hex(0x6B3E22), Rgb.Hex(0x99592B), Rgb.Hex(0xB8863B), Rgb.Hex(0x5E5A2E)],
        [Rgb.Hex(0x4B4A42), Rgb.Hex(0x6A675B), Rgb.Hex(0x8C8672), Rgb.Hex(0x59603F)],
    ];

    /// <summary>The greens or browns of one picture's plants.</summary>
    public static Rgb[] PickColors(DrawingRandom random)
    {
        var (season, brightness) = (random.Pick(Seasons), random.Range(0.75f, 1.25f));
        return Array.ConvertAll(season, color => color * brightness);
    }

    /// <summary>Strews leaves, the darker ones behind.</summary>
    public static void Strew(Canvas canvas, DrawingRandom random, Rgb[] colors, int count, Func<Point> place, float size)
    {
        for (var i = 0; i < count; i++)
        {
            var depth = (float)i / count;
            var shade = Math.Min(colors.Length - 1, (int)(depth * colors.Length * random.Range(0.6f, 1.3f)));
            var color = colors[shade] * random.Range(0.8f, 1.15f);
            var length = size * random.Range(0.6f, 1.3f);
            canvas.Draw(new Ellipse(place(), length, length * random.Range(0.35f, 0.7f), random.Range(0, 180)), color);
        }
    }

    /// <summary>A round mass of leaves.</summary>
    public static void Clump(Canvas canvas, DrawingRandom random, Rgb[] colors, Point middle, float radius, int count, float size)
    {
        canvas.Draw(new Ellipse(middle, radius * 0.85f, radius * 0.85f), colors[0] * 0.8f);
        Point Place() => middle + (Angle.Direction(random.Range(0, 360)) * (radius * MathF.Sqrt(random.Unit())));
        Strew(canvas, random, colors, count, Place, size);
    }

    /// <summary>Upright blades.</summary>
    public static void Blades(Canvas canvas, DrawingRandom random, Rgb[] colors, int count, float top, float bottom, float length)
    {
        for (var i = 0; i < count; i++)
        {
            var foot = new Point(random.Unit(), top + ((bottom - top) * (i + random.Unit()) / count));
            var tip = foot - (Angle.Direction(random.Near(0, 35)) * (length * random.Range(0.5f, 1.2f)));
            canvas.Draw(new Capsule(foot, tip, 0.006f, 0.002f), random.Pick(colors) * random.Range(0.85f, 1.25f));
        }
    }
}
