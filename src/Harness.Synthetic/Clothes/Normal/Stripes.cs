using Harness.Synthetic.Drawing;
using Harness.Synthetic.Scenes;

namespace Harness.Synthetic.Clothes.Normal;

/// <summary>Stripes across, along or askew, of one width or in a rhythm.</summary>
internal static class Stripes
{
    public static Fabric Make(Palette palette, float scale, DrawingRandom random)
    {
        var direction = random.Pick<Point>([new(0, 1), new(0, 1), new(1, 0), new(0.7f, 0.7f)]);
        var (period, width, rhythm) = (scale * random.Range(0.7f, 1.4f), random.Range(0.25f, 0.6f), random.Chance(0.4f));
        return (u, v) =>
        {
            var at = ((u * direction.X) + (v * direction.Y)) / period;
            var part = at - MathF.Floor(at);
            if (part < width) return palette.Second;
            var odd = ((int)MathF.Floor(at) & 1) == 1;
            return rhythm && odd && part > (width + 1) / 2 ? palette.Third : palette.Ground;
        };
    }

    /// <summary>Bands of all colors, each of its own width, over and over.</summary>
    public static Fabric MakeBands(Palette palette, float scale, DrawingRandom random)
    {
        var across = random.Chance(0.7f);
        var (period, first, second, third) = (
            scale * random.Range(1.6f, 2.8f), random.Range(0.2f, 0.4f), random.Range(0.12f, 0.25f), random.Range(0.12f, 0.25f));
        return (u, v) =>
        {
            var at = (across ? v : u) / period;
            at -= MathF.Floor(at);
            if (at < first) return palette.Ground;
            if (at < first + second) return palette.Second;
            return at < first + second + third ? palette.Third : palette.Accent;
        };
    }

    /// <summary>Zigzags, as knitted.</summary>
    public static Fabric MakeZigzag(Palette palette, float scale, DrawingRandom random)
    {
        var (period, teeth) = (scale * random.Range(0.9f, 1.6f), scale * random.Range(0.8f, 1.5f));
        return (u, v) =>
        {
            var tooth = (u / teeth) - MathF.Floor(u / teeth);
            var at = (v / period) + MathF.Abs(tooth - 0.5f);
            var band = ((int)MathF.Floor(at * 2) % 4 + 4) % 4;
            return band switch { 0 => palette.Ground, 1 => palette.Second, 2 => palette.Ground, _ => palette.Third };
        };
    }
}
