using Harness.Synthetic.Noise;
using Harness.Synthetic.Scenes;

namespace Harness.Synthetic.Clothes.Camouflage;

/// <summary>Large interlocking blotches with wavy edges, a little wider than high.</summary>
internal static class Woodland
{
    public static Fabric Make(Palette palette, float scale, DrawingRandom random)
    {
        var (warp, second) = (new GradientNoise(random.Seed()), new FractalNoise(random.Seed(), 2));
        var (third, accent) = (new FractalNoise(random.Seed(), 2), new FractalNoise(random.Seed(), 2));
        var (amount, stretch) = (random.Range(0.4f, 0.9f), random.Range(1, 1.5f));
        var frequency = 0.6f / scale;
        return (u, v) =>
        {
            var (x, y) = (u * frequency / stretch, v * frequency);
            x += amount * (warp.At(x * 1.7f, y * 1.7f) - 0.5f);
            y += amount * (warp.At((x * 1.7f) + 40, y * 1.7f) - 0.5f);
            if (accent.At(x * 1.2f, y * 1.2f) > 0.60f) return palette.Accent;
            if (third.At(x, y) > 0.55f) return palette.Third;
            return second.At(x, y) > 0.5f ? palette.Second : palette.Ground;
        };
    }
}
