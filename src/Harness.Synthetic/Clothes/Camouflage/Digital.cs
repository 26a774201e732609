using Harness.Synthetic.Noise;
using Harness.Synthetic.Scenes;

namespace Harness.Synthetic.Clothes.Camouflage;

/// <summary>Blotches made of small squares.</summary>
internal static class Digital
{
    public static Fabric Make(Palette palette, float scale, DrawingRandom random)
    {
        var second = new FractalNoise(random.Seed(), 3, 0.7f);
        var third = new FractalNoise(random.Seed(), 3, 0.7f);
        var accent = new FractalNoise(random.Seed(), 3, 0.8f);
        var square = scale * random.Range(0.22f, 0.4f);
        var (frequency, stretch) = (0.6f / scale, random.Range(1, 1.7f));
        return (u, v) =>
        {
            var (x, y) = (MathF.Floor(u / square) * square * frequency / stretch, MathF.Floor(v / square) * square * frequency);
            if (accent.At(x * 1.4f, y * 1.4f) > 0.60f) return palette.Accent;
            if (third.At(x, y) > 0.55f) return palette.Third;
            return second.At(x, y) > 0.5f ? palette.Second : palette.Ground;
        };
    }
}
