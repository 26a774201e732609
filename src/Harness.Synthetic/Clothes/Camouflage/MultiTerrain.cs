using Harness.Synthetic.Drawing;
using Harness.Synthetic.Noise;
using Harness.Synthetic.Scenes;

namespace Harness.Synthetic.Clothes.Camouflage;

/// <summary>Colors that flow into each other, with small hard-edged blotches and twigs on them.</summary>
internal static class MultiTerrain
{
    public static Fabric Make(Palette palette, float scale, DrawingRandom random)
    {
        var (flow, other) = (new FractalNoise(random.Seed(), 2), new FractalNoise(random.Seed(), 2));
        var (blotches, twigs) = (new FractalNoise(random.Seed(), 3), new FractalNoise(random.Seed(), 2));
        var frequency = 0.7f / scale;
        return (u, v) =>
        {
            var (x, y) = (u * frequency, v * frequency);
            if (twigs.At(x * 2.6f, y * 0.9f) > 0.68f) return palette.Accent;
            if (blotches.At(x * 0.9f, y * 2.1f) > 0.6f) return palette.Third;
            var part = Math.Clamp(((flow.At(x * 0.5f, y * 0.5f) - 0.5f) * 4) + 0.5f, 0, 1);
            var ground = Rgb.Mix(palette.Ground, palette.Second, part);
            return other.At(x, y * 1.6f) > 0.6f ? Rgb.Mix(ground, palette.Third, 0.5f) : ground;
        };
    }
}
