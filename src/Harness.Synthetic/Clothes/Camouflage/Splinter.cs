using Harness.Synthetic.Noise;
using Harness.Synthetic.Scenes;

namespace Harness.Synthetic.Clothes.Camouflage;

/// <summary>Sharp-edged shards in no order, sometimes with rain strokes.</summary>
internal static class Splinter
{
    public static Fabric Make(Palette palette, float scale, DrawingRandom random)
    {
        var (shards, large, rain) = (new CellNoise(random.Seed()), new CellNoise(random.Seed()), random.Seed());
        var (frequency, shear, rains) = (0.75f / scale, random.Range(-0.8f, 0.8f), random.Chance(0.3f));
        return (u, v) =>
        {
            var (x, y) = ((u + (shear * v)) * frequency, v * frequency * 0.8f);
            var stroke = Lattice.Unit(rain, (int)MathF.Floor(u * frequency * 4), (int)MathF.Floor(v * frequency));
            if (rains && stroke > 0.87f) return palette.Accent;
            var (_, bits, _) = shards.At(x, y);
            if ((bits & 255) < 70) return palette.Second;
            if ((bits & 255) < 120) return palette.Accent;
            var (_, group, _) = large.At(x * 0.5f, y * 0.5f);
            return (group & 3) < 2 ? palette.Ground : palette.Third;
        };
    }
}
