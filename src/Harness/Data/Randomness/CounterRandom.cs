namespace Harness.Data.Randomness;

/// <summary>Random numbers that depend on a key alone: never on the worker, the thread or what ran before.</summary>
/// <remarks>
/// The parts of the key are absorbed one after the other by SplitMix64's finaliser, whose result is where a SplitMix64 sequence begins.
/// Every bit of every part therefore reaches every bit of the first number. Source: Steele, Lea and Flood, "Fast splittable pseudorandom number
/// generators", 2014. Copying the struct copies its position.
/// </remarks>
public struct CounterRandom : IRandomSource
{
    // The golden ratio in 64 bits: consecutive states differ in about half of their bits.
    private const ulong Increment = 0x9E3779B97F4A7C15;

    private ulong _state;

    private CounterRandom(ulong state) => _state = state;

    /// <summary>The beginning of the sequence of a key.</summary>
    /// <param name="seed">The seed of the training run.</param>
    /// <param name="epoch">Counted from 0 over all phases.</param>
    /// <param name="index">The image's place in the list of its split, or the number of a step; 0 if there is none.</param>
    /// <param name="purpose">What the numbers are for.</param>
    /// <param name="occurrence">Distinguishes draws of the same purpose, such as the second rotation of a pipeline; 0 for the first.</param>
    /// <returns>A generator at its first number.</returns>
    public static CounterRandom Create(long seed, int epoch, long index, RandomPurpose purpose, int occurrence = 0)
    {
        var state = Absorb(Increment, (ulong)seed);
        state = Absorb(state, (ulong)epoch);
        state = Absorb(state, (ulong)index);
        state = Absorb(state, ((ulong)purpose << 32) | (uint)occurrence);
        return new CounterRandom(state);
    }

    /// <summary>64 random bits.</summary>
    /// <returns>Any value with the same probability.</returns>
    public ulong NextUInt64() => Mix(_state += Increment);

    /// <summary>A seed for another generator.</summary>
    /// <returns>Not negative: 63 random bits.</returns>
    public long NextSeed() => (long)(NextUInt64() >> 1);

    /// <inheritdoc/>
    public double NextDouble() => (NextUInt64() >> 11) * (1.0 / (1UL << 53));

    /// <inheritdoc/>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="bound"/> is below 1.</exception>
    public int NextInt(int bound)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(bound, 1);
        // The upper half of a product is nearly uniform; the few products that would favor small results are drawn again.
        // Source: Lemire, "Fast random integer generation in an interval", 2019.
        var product = (NextUInt64() >> 32) * (ulong)bound;
        if ((uint)product < (uint)bound)
        {
            var threshold = (uint)((1UL << 32) % (ulong)bound);
            while ((uint)product < threshold) product = (NextUInt64() >> 32) * (ulong)bound;
        }
        return (int)(product >> 32);
    }

    private static ulong Absorb(ulong state, ulong part) => Mix((state ^ Mix(part + Increment)) + Increment);

    private static ulong Mix(ulong value)
    {
        value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9;
        value = (value ^ (value >> 27)) * 0x94D049BB133111EB;
        return value ^ (value >> 31);
    }
}
