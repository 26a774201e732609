using Harness.Synthetic.Noise;
using Harness.Synthetic.Scenes;

namespace Harness.Synthetic.Clothes.Camouflage;

/// <summary>Broad soft-edged patches, strewn with small pebbles that have a shadow.</summary>
internal static class Desert
{
    public static Fabric Make(Palette palette, float scale, DrawingRandom random)
    {
        var (patches, more) = (new FractalNoise(random.Seed(), 3), new FractalNoise(random.Seed(), 3));
        var pebbles = new CellNoise(random.Seed());
        var (frequency, share) = (0.5f / scale, random.Range(0.25f, 0.6f));
        return (u, v) =>
        {
            var (x, y) = (u * frequency, v * frequency);
            var (offset, bits, _) = pebbles.At(x * 2.2f, y * 2.2f);
            if ((bits & 255) < 255 * share)
            {
                if (offset.Length < 0.24f) return palette.Accent;
                if ((offset.X * offset.X) + ((offset.Y - 0.2f) * (offset.Y - 0.2f)) < 0.05f) return palette.Third;
            }
            if (patches.At(x * 0.8f, y * 1.5f) > 0.53f) return palette.Second;
            return more.At(x * 0.8f, y * 1.5f) > 0.6f ? palette.Third : palette.Ground;
        };
    }
}
