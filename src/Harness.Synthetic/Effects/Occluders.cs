using Harness.Synthetic.Backgrounds;
using Harness.Synthetic.Drawing;
using Harness.Synthetic.Scenes;

namespace Harness.Synthetic.Effects;

/// <summary>What stands between the camera and the person.</summary>
internal static class Occluders
{
    private static readonly (int Weight, Action<Canvas, DrawingRandom> Item)[] All =
        [(400, Nothing), (16, Branch), (14, Grass), (7, Post), (6, Fence), (6, Furniture), (6, Bush)];

    public static void Draw(Canvas canvas, DrawingRandom random) => random.PickWeighted(All)(canvas, random);

    private static void Nothing(Canvas canvas, DrawingRandom random)
    {
        // An unhindered view is the most frequent choice.
    }

    private static void Branch(Canvas canvas, DrawingRandom random)
    {
        var (colors, left) = (Foliage.PickColors(random), random.Chance(0.5f));
        for (var i = random.Whole(1, 3); i > 0; i--)
        {
            var from = new Point(left ? -0.05f : 1.05f, random.Range(0.05f, 0.9f));
            var to = from + new Point((left ? 1 : -1) * random.Range(0.3f, 0.7f), random.Near(0, 0.35f));
            canvas.Draw(new Capsule(from, to, 0.012f, 0.005f), Rgb.Hex(0x4B3B2C) * random.Range(0.7f, 1.3f));
            Point Along() => Point.Mix(from, to, random.Unit()) + new Point(random.Near(0, 0.05f), random.Near(0, 0.05f));
            Foliage.Strew(canvas, random, colors, random.Whole(8, 26), Along, 0.026f);
        }
    }

    private static void Grass(Canvas canvas, DrawingRandom random)
    {
        var (colors, count) = (Foliage.PickColors(random), random.Whole(40, 130));
        Foliage.Blades(canvas, random, colors, count, random.Range(0.95f, 1), 1.1f, random.Range(0.15f, 0.38f));
    }

    private static void Post(Canvas canvas, DrawingRandom random)
    {
        var (x, radius) = (random.Range(0.15f, 0.85f), random.Range(0.012f, 0.035f));
        var color = random.Pick<Rgb>([Rgb.Gray(0.35f), Rgb.Gray(0.6f), Rgb.Hex(0x5B4633), Rgb.Hex(0x3D5245)]);
        var post = new Capsule(new(x, -0.1f), new(x + random.Near(0, 0.05f), 1.1f), radius, radius);
        canvas.Draw(post, at => color * (1.1f - (4 * MathF.Abs(at.X - x))));
    }

    private static void Fence(Canvas canvas, DrawingRandom random)
    {
        var (top, pitch, radius) = (random.Range(0.55f, 0.8f), random.Range(0.07f, 0.16f), random.Range(0.004f, 0.012f));
        var color = random.Pick<Rgb>([Rgb.Gray(0.3f), Rgb.Gray(0.75f), Rgb.Hex(0x6B5236)]);
        for (var x = random.Range(0, pitch); x < 1; x += pitch) canvas.Draw(new Capsule(new(x, top), new(x, 1.1f), radius, radius), color);
        canvas.Draw(new Capsule(new(-0.1f, top + 0.03f), new(1.1f, top + 0.03f), radius * 1.3f, radius * 1.3f), color * 0.9f);
    }

    private static void Furniture(Canvas canvas, DrawingRandom random)
    {
        var (top, left) = (random.Range(0.72f, 0.88f), random.Range(-0.3f, 0.5f));
        var color = random.Pick<Rgb>([Rgb.Hex(0x8A6A48), Rgb.Hex(0x55616B), Rgb.Hex(0x9A9A96), Rgb.Hex(0x4F4034)]);
        var table = Polygon.Rectangle(left, top, left + random.Range(0.4f, 0.9f), 1.1f);
        canvas.Draw(table, at => color * (at.Y < top + 0.04f ? 1.15f : 0.75f));
    }

    private static void Bush(Canvas canvas, DrawingRandom random)
    {
        var colors = Foliage.PickColors(random);
        for (var i = random.Whole(1, 3); i > 0; i--)
        {
            var (middle, radius) = (new Point(random.Unit(), random.Range(0.95f, 1.1f)), random.Range(0.12f, 0.26f));
            Foliage.Clump(canvas, random, colors, middle, radius, 60, random.Range(0.018f, 0.035f));
        }
    }
}
