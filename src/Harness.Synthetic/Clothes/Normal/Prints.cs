using Harness.Synthetic.Drawing;
using Harness.Synthetic.Noise;
using Harness.Synthetic.Scenes;

namespace Harness.Synthetic.Clothes.Normal;

/// <summary>Motifs strewn on a ground: what is most easily mistaken for camouflage, and the other way round.</summary>
internal static class Prints
{
    /// <summary>Round dots in rows that are set off against each other.</summary>
    public static Fabric MakeDots(Palette palette, float scale, DrawingRandom random)
    {
        var (pitch, radius) = (scale * random.Range(0.6f, 1.2f), random.Range(0.2f, 0.36f));
        return (u, v) =>
        {
            var row = MathF.Floor(v / pitch);
            var x = (u / pitch) + (((int)row & 1) * 0.5f);
            var gap = new Point(x - MathF.Floor(x) - 0.5f, (v / pitch) - row - 0.5f);
            return gap.Length < radius ? palette.Second : palette.Ground;
        };
    }

    /// <summary>Flowers of five petals round a middle.</summary>
    public static Fabric MakeFlowers(Palette palette, float scale, DrawingRandom random)
    {
        var (places, frequency, size) = (new CellNoise(random.Seed()), 0.8f / scale, random.Range(0.36f, 0.5f));
        return (u, v) =>
        {
            var (offset, bits, _) = places.At(u * frequency, v * frequency);
            var radius = offset.Length / (size * (0.7f + ((bits & 63) / 160f)));
            if (radius < 0.28f) return palette.Accent;
            return radius < Petal(offset) ? ((bits & 64) == 0 ? palette.Second : palette.Third) : palette.Ground;
        };
    }

    /// <summary>Pointed leaves with a midrib, every one turned its own way.</summary>
    public static Fabric MakeLeaves(Palette palette, float scale, DrawingRandom random)
    {
        var (places, frequency, width) = (new CellNoise(random.Seed()), 0.75f / scale, random.Range(0.3f, 0.5f));
        return (u, v) =>
        {
            var (offset, bits, _) = places.At(u * frequency, v * frequency);
            var axis = Angle.Direction(bits & 511);
            var (along, across) = (offset.Dot(axis) / 0.62f, offset.Dot(axis.Perpendicular) / (0.62f * width));
            if (MathF.Abs(along) > 1 || MathF.Abs(across) > 1 - (along * along)) return palette.Ground;
            if (MathF.Abs(across) < 0.12f) return palette.Accent;
            return (bits & 1024) == 0 ? palette.Second : palette.Third;
        };
    }

    /// <summary>Smooth swirls, as of cloth that was tied and dyed.</summary>
    public static Fabric MakeSwirls(Palette palette, float scale, DrawingRandom random)
    {
        var (warp, noise, frequency) = (new GradientNoise(random.Seed()), new FractalNoise(random.Seed(), 2), 0.45f / scale);
        return (u, v) =>
        {
            var (x, y) = (u * frequency, v * frequency);
            var bend = 2 * (warp.At(x, y) - 0.5f);
            var height = Math.Clamp(((noise.At(x + bend, y - bend) - 0.5f) * 2.6f) + 0.5f, 0, 0.999f) * 3;
            var colors = palette.Colors;
            return Rgb.Mix(colors[(int)height], colors[(int)height + 1], height - MathF.Floor(height));
        };
    }

    /// <summary>Rings and broken rings, as a leopard has them.</summary>
    public static Fabric MakeRosettes(Palette palette, float scale, DrawingRandom random)
    {
        var (places, gaps, frequency) = (new CellNoise(random.Seed()), new GradientNoise(random.Seed()), 1.1f / scale);
        return (u, v) =>
        {
            var (x, y) = (u * frequency, v * frequency);
            var (offset, _, margin) = places.At(x, y);
            if (margin < 0.18f || offset.Length > 0.55f) return palette.Ground;
            if (offset.Length < 0.26f) return palette.Second;
            return gaps.At(x * 2.5f, y * 2.5f) > 0.42f ? palette.Accent : palette.Ground;
        };
    }

    // The cosine of five times the angle, by the formula for multiples, so that no arc tangent is needed.
    private static float Petal(Point offset)
    {
        var cosine = offset.X / MathF.Max(offset.Length, 1e-6f);
        var square = cosine * cosine;
        return 0.72f + (0.28f * cosine * ((16 * square * square) - (20 * square) + 5));
    }
}
