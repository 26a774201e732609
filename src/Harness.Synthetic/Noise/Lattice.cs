namespace Harness.Synthetic.Noise;

/// <summary>Random bits of the points of a grid.</summary>
internal static class Lattice
{
    /// <summary>32 bits that depend on seed and place alone.</summary>
    /// <remarks>The finaliser of MurmurHash3 (Austin Appleby) over a mixture of the three.</remarks>
    public static uint Bits(uint seed, int x, int y)
    {
        var value = seed ^ ((uint)x * 0x9E3779B1) ^ (((uint)y * 0x85EBCA77) + 0x27D4EB2F);
        value = (value ^ (value >> 16)) * 0x85EBCA6B;
        value = (value ^ (value >> 13)) * 0xC2B2AE35;
        value ^= value >> 16;
        value = (value + seed) * 0x9E3779B1;
        return value ^ (value >> 15);
    }

    /// <summary>A uniform number in [0, 1).</summary>
    public static float Unit(uint seed, int x, int y) => (Bits(seed, x, y) >> 8) * (1f / (1 << 24));
}
