using Harness.Synthetic.Drawing;

namespace Harness.Synthetic.Noise;

/// <summary>One random point in every square of a grid; a place belongs to the nearest.</summary>
/// <remarks>Source: Steven Worley, "A cellular texture basis function", 1996.</remarks>
internal readonly struct CellNoise(uint seed)
{
    /// <summary>The nearest point.</summary>
    /// <returns>The way from it to the place, random bits of its own, and how much farther the second nearest is.</returns>
    public (Point Offset, uint Bits, float Margin) At(float x, float y)
    {
        var (column, row) = ((int)MathF.Floor(x), (int)MathF.Floor(y));
        var (best, second) = (float.MaxValue, float.MaxValue);
        var (offset, bits) = (default(Point), 0u);
        for (var neighbour = 0; neighbour < 9; neighbour++)
        {
            var (i, j) = (column + (neighbour % 3) - 1, row + (neighbour / 3) - 1);
            var random = Lattice.Bits(seed, i, j);
            var gap = new Point(x - i - ((random & 0xFFFF) / 65536f), y - j - ((random >> 16) / 65536f));
            var distance = gap.Dot(gap);
            if (distance < best) (second, best, offset, bits) = (best, distance, gap, random);
            else if (distance < second) second = distance;
        }
        return (offset, Lattice.Bits(bits, 1, 2), MathF.Sqrt(second) - MathF.Sqrt(best));
    }
}
