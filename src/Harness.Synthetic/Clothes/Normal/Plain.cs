using Harness.Synthetic.Drawing;
using Harness.Synthetic.Noise;
using Harness.Synthetic.Scenes;

namespace Harness.Synthetic.Clothes.Normal;

/// <summary>One color, as cloth of uneven dye has it.</summary>
internal static class Plain
{
    public static Fabric Make(Palette palette, float scale, DrawingRandom random)
    {
        var noise = new FractalNoise(random.Seed(), 3);
        var (frequency, depth) = (1 / scale, random.Range(0, 0.2f));
        return (u, v) => palette.Ground * (1 + (depth * (noise.At(u * frequency, v * frequency) - 0.5f)));
    }

    /// <summary>Mottled yarn: two colors in a grain finer than any blotch.</summary>
    public static Fabric MakeMarl(Palette palette, float scale, DrawingRandom random)
    {
        var noise = new FractalNoise(random.Seed(), 2);
        var frequency = 3.5f / scale;
        return (u, v) => Rgb.Mix(
            palette.Ground, palette.Second, Math.Clamp(((noise.At(u * frequency, v * frequency * 0.6f) - 0.5f) * 2) + 0.5f, 0, 1));
    }

    /// <summary>Twill: fine diagonal threads, and worn lighter where it bulges.</summary>
    public static Fabric MakeDenim(Palette palette, float scale, DrawingRandom random)
    {
        var (worn, grain) = (new GradientNoise(random.Seed()), random.Seed());
        var threads = 6 / scale;
        return (u, v) =>
        {
            var thread = Lattice.Unit(grain, (int)MathF.Floor((u + v) * threads), (int)MathF.Floor((u - v) * threads * 0.3f)) - 0.5f;
            var bleached = Math.Clamp(0.25f + (1.2f * (worn.At(u / scale * 0.35f, v / scale * 0.2f) - 0.5f)), 0, 1);
            return Rgb.Mix(palette.Ground, palette.Second, bleached) * (1 + (0.3f * thread));
        };
    }
}
