namespace Harness.Synthetic.Scenes;

/// <summary>Random numbers that depend on a key alone: pictures are the same for any thread and any order.</summary>
/// <remarks>
/// SplitMix64, from a state into which its finalizer has mixed the parts of the key one after the other. Source: Steele, Lea and Flood, "Fast
/// splittable pseudorandom number generators", 2014. Changing a number here changes every picture.
/// </remarks>
internal struct KeyedRandom
{
    // The golden ratio in 64 bits.
    private const ulong Increment = 0x9E3779B97F4A7C15;

    private ulong _state;

    /// <summary>The beginning of the sequence of a key.</summary>
    /// <param name="parts">The key.</param>
    public KeyedRandom(params ReadOnlySpan<ulong> parts)
    {
        _state = Increment;
        foreach (var part in parts) _state = Finalize((_state ^ Finalize(part + Increment)) + Increment);
    }

    /// <summary>64 random bits.</summary>
    /// <returns>Any value with the same probability.</returns>
    public ulong Next() => Finalize(_state += Increment);

    /// <summary>A uniform whole number.</summary>
    /// <param name="bound">At least 1.</param>
    /// <returns>In [0, <paramref name="bound"/>). Source of the method: Lemire, "Fast random integer generation in an interval", 2019.</returns>
    public int Next(int bound)
    {
        // What falls below this would make small results more probable, and is drawn again.
        var rejected = (uint)((1UL << 32) % (ulong)bound);
        ulong product;
        do product = (Next() >> 32) * (ulong)bound;
        while ((uint)product < rejected);
        return (int)(product >> 32);
    }

    private static ulong Finalize(ulong bits)
    {
        bits = (bits ^ (bits >> 30)) * 0xBF58476D1CE4E5B9;
        bits = (bits ^ (bits >> 27)) * 0x94D049BB133111EB;
        return bits ^ (bits >> 31);
    }
}
