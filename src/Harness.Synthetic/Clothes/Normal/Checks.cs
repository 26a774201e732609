using Harness.Synthetic.Drawing;
using Harness.Synthetic.Scenes;

namespace Harness.Synthetic.Clothes.Normal;

/// <summary>Bands that cross.</summary>
internal static class Checks
{
    /// <summary>Two colors in squares, their mean where a band crosses a gap.</summary>
    public static Fabric MakeGingham(Palette palette, float scale, DrawingRandom random)
    {
        var square = scale * random.Range(0.4f, 0.8f);
        var mean = Rgb.Mix(palette.Ground, palette.Second, 0.5f);
        return (u, v) => (((int)MathF.Floor(u / square) & 1) + ((int)MathF.Floor(v / square) & 1)) switch
        {
            0 => palette.Ground,
            1 => mean,
            _ => palette.Second,
        };
    }

    /// <summary>A tartan: broad and narrow bands of three colors, woven through each other.</summary>
    public static Fabric MakeTartan(Palette palette, float scale, DrawingRandom random)
    {
        var (period, broad, narrow) = (scale * random.Range(1.2f, 2.2f), random.Range(0.3f, 0.5f), random.Range(0.06f, 0.14f));
        Rgb Thread(float at)
        {
            at -= MathF.Floor(at);
            if (at < broad) return palette.Second;
            var line = MathF.Abs(at - ((1 + broad) / 2));
            return line < narrow / 2 ? palette.Accent : palette.Ground;
        }
        return (u, v) => Rgb.Mix(Thread(u / period), Thread(v / period), 0.5f);
    }

    /// <summary>Diamonds on end.</summary>
    public static Fabric MakeArgyle(Palette palette, float scale, DrawingRandom random)
    {
        var (width, height) = (scale * random.Range(0.8f, 1.3f), scale * random.Range(1.2f, 1.9f));
        return (u, v) =>
        {
            var (a, b) = ((u / width) + (v / height), (u / width) - (v / height));
            if (MathF.Abs(a - MathF.Floor(a) - 0.5f) < 0.05f || MathF.Abs(b - MathF.Floor(b) - 0.5f) < 0.05f) return palette.Accent;
            return (((int)MathF.Floor(a) + (int)MathF.Floor(b)) & 1) == 0 ? palette.Ground : palette.Second;
        };
    }
}
