using Harness.Synthetic.Drawing;
using Harness.Synthetic.Noise;
using Harness.Synthetic.Scenes;

namespace Harness.Synthetic.Clothes.Normal;

/// <summary>Large fields of one color each.</summary>
internal static class Blocks
{
    public static Fabric Make(Palette palette, float scale, DrawingRandom random)
    {
        var (height, shift, slope) = (scale * random.Range(1.8f, 3.2f), random.Unit(), random.Pick<float>([0, 0, 0.4f, -0.4f]));
        return (u, v) =>
        {
            var field = (int)MathF.Floor(((v + (slope * u)) / height) + shift);
            return palette.Colors[field & 3];
        };
    }

    /// <summary>Squares of different cloth, sewn together.</summary>
    public static Fabric MakePatchwork(Palette palette, float scale, DrawingRandom random)
    {
        var (side, seed) = (scale * random.Range(0.9f, 1.6f), random.Seed());
        return (u, v) =>
        {
            var (x, y) = (u / side, v / side);
            var seam = MathF.Min(MathF.Abs(x - MathF.Floor(x) - 0.5f), 1) > 0.46f || MathF.Abs(y - MathF.Floor(y) - 0.5f) > 0.46f;
            return seam ? palette.Accent : palette.Colors[(int)(Lattice.Bits(seed, (int)MathF.Floor(x), (int)MathF.Floor(y)) % 3)];
        };
    }

    /// <summary>Triangles in rows, their colors in a fixed turn.</summary>
    public static Fabric MakeTriangles(Palette palette, float scale, DrawingRandom random)
    {
        var (side, turn) = (scale * random.Range(0.8f, 1.5f), random.Whole(1, 3));
        return (u, v) =>
        {
            var (x, y) = (u / side, v / side);
            var (column, row) = ((int)MathF.Floor(x), (int)MathF.Floor(y));
            var upper = x - column + y - row < 1 ? 0 : 1;
            return palette.Colors[((2 * column) + (turn * row) + upper) & 3];
        };
    }

    /// <summary>One color that fades into another from top to bottom.</summary>
    public static Fabric MakeFade(Palette palette, float scale, DrawingRandom random)
    {
        var (length, shift) = (scale * random.Range(4, 8), random.Unit());
        return (u, v) =>
        {
            var at = (v / length) + shift;
            return Rgb.Mix(palette.Ground, palette.Second, 2 * MathF.Abs(at - MathF.Floor(at) - 0.5f));
        };
    }
}
