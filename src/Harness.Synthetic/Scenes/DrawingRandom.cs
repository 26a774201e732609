namespace Harness.Synthetic.Scenes;

/// <summary>Random choices in the words of someone who draws.</summary>
internal sealed class DrawingRandom
{
    // Part of every key.
    private const ulong Drawing = 100UL << 32;

    private KeyedRandom _numbers;

    private DrawingRandom(KeyedRandom numbers) => _numbers = numbers;

    /// <summary>The choices of one image for one purpose.</summary>
    /// <param name="seed">The seed of the data set.</param>
    /// <param name="image">The image's number over both classes.</param>
    /// <param name="purpose">What they are for.</param>
    /// <param name="person">0 for the person in front, 1 for the one behind.</param>
    public static DrawingRandom Create(long seed, long image, DrawingPurpose purpose, int person = 0) =>
        new(new KeyedRandom((ulong)seed, 0, (ulong)image, Drawing | (uint)((person << 16) + (int)purpose)));

    /// <summary>In [0, 1).</summary>
    public float Unit() => (float)(_numbers.Next() >> 40) * (1f / (1 << 24));

    public float Range(float least, float greatest) => least + ((greatest - least) * Unit());

    /// <summary>Mostly near a value, never farther from it than a spread.</summary>
    public float Near(float value, float spread) => value + (spread * ((Unit() + Unit() + Unit()) / 1.5f - 1));

    public bool Chance(float probability) => Unit() < probability;

    /// <summary>-1 or 1.</summary>
    public int Sign() => Chance(0.5f) ? -1 : 1;

    public int Whole(int least, int greatest) => least + _numbers.Next(greatest - least + 1);

    public T Pick<T>(IReadOnlyList<T> items) => items[_numbers.Next(items.Count)];

    /// <summary>Picks an item with a probability in proportion to its weight.</summary>
    public T PickWeighted<T>(IReadOnlyList<(int Weight, T Item)> items)
    {
        var at = _numbers.Next(items.Sum(item => item.Weight));
        foreach (var (weight, item) in items)
        {
            if ((at -= weight) < 0) return item;
        }
        throw new InvalidOperationException("The weights are not positive.");
    }

    /// <summary>A seed for noise.</summary>
    public uint Seed() => (uint)(_numbers.Next() >> 32);

    /// <summary>64 random bits.</summary>
    public ulong Bits() => _numbers.Next();
}
