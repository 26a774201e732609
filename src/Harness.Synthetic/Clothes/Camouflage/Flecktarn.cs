using Harness.Synthetic.Noise;
using Harness.Synthetic.Scenes;

namespace Harness.Synthetic.Clothes.Camouflage;

/// <summary>Flecks that gather into clouds: every fleck is a dot, whole clouds of them make a blotch.</summary>
internal static class Flecktarn
{
    public static Fabric Make(Palette palette, float scale, DrawingRandom random)
    {
        var (dots, clouds) = (new CellNoise(random.Seed()), new GradientNoise(random.Seed()));
        var (more, dark) = (new GradientNoise(random.Seed()), new GradientNoise(random.Seed()));
        var (frequency, grain) = (0.7f / scale, random.Range(3, 4.2f));
        return (u, v) =>
        {
            var (x, y) = (u * frequency, v * frequency);
            var (offset, bits, _) = dots.At(x * grain, y * grain);
            // The cloud is looked up at the fleck's middle, so that a fleck has one color.
            var (i, j) = (x - (offset.X / grain), y - (offset.Y / grain));
            var jitter = ((bits & 255) / 255f * 0.16f) - 0.08f;
            if (offset.Length > 0.62f) return palette.Ground;
            if (dark.At(i * 1.3f, j * 1.3f) + jitter > 0.63f) return palette.Accent;
            if (more.At(i, j) + jitter > 0.57f) return palette.Third;
            return clouds.At(i, j) + jitter > 0.5f ? palette.Second : palette.Ground;
        };
    }
}
