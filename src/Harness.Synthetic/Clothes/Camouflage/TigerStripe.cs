using Harness.Synthetic.Noise;
using Harness.Synthetic.Scenes;

namespace Harness.Synthetic.Clothes.Camouflage;

/// <summary>Ragged brush strokes that run across and taper off.</summary>
internal static class TigerStripe
{
    public static Fabric Make(Palette palette, float scale, DrawingRandom random)
    {
        var (wave, strokes) = (new FractalNoise(random.Seed(), 2), new FractalNoise(random.Seed(), 2));
        var (patches, light) = (new GradientNoise(random.Seed()), new FractalNoise(random.Seed(), 2));
        var (frequency, length) = (1f / scale, random.Range(3, 5));
        return (u, v) =>
        {
            var (x, y) = (u * frequency, v * frequency);
            y += 1.6f * (wave.At(x * 0.5f, y * 0.4f) - 0.5f);
            if (strokes.At(x / length, y * 1.1f) > 0.56f) return palette.Accent;
            if (light.At((x / length) + 30, y * 1.1f) > 0.62f) return palette.Third;
            return patches.At(x * 0.35f, y * 0.7f) > 0.52f ? palette.Second : palette.Ground;
        };
    }
}
