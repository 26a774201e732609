namespace Harness.Synthetic.Noise;

/// <summary>A smooth random landscape with hills about as wide as 1.</summary>
/// <remarks>Source: Ken Perlin, "Improving noise", 2002, in two dimensions.</remarks>
internal readonly struct GradientNoise(uint seed)
{
    /// <summary>The height at a place, mostly between 0 and 1, 0.5 on average.</summary>
    public float At(float x, float y)
    {
        var (left, top) = (MathF.Floor(x), MathF.Floor(y));
        var (column, row) = ((int)left, (int)top);
        var (right, down) = (x - left, y - top);
        var (horizontal, vertical) = (Fade(right), Fade(down));
        var upper = Mix(Slope(column, row, right, down), Slope(column + 1, row, right - 1, down), horizontal);
        var lower = Mix(Slope(column, row + 1, right, down - 1), Slope(column + 1, row + 1, right - 1, down - 1), horizontal);
        return 0.5f + (0.55f * Mix(upper, lower, vertical));
    }

    private static float Fade(float part) => part * part * part * ((part * ((part * 6) - 15)) + 10);

    private static float Mix(float a, float b, float part) => a + ((b - a) * part);

    // Eight directions: (±1, ±½) and (±½, ±1).
    private float Slope(int column, int row, float right, float down)
    {
        var bits = Lattice.Bits(seed, column, row);
        var (major, minor) = (bits & 4) == 0 ? (right, down) : (down, right);
        return ((bits & 1) == 0 ? major : -major) + ((bits & 2) == 0 ? 0.5f * minor : -0.5f * minor);
    }
}
