namespace Harness.Data.Randomness;

/// <summary>The order in which an epoch sees the training images.</summary>
public static class EpochOrder
{
    /// <summary>A permutation that depends on seed, epoch and count alone.</summary>
    /// <param name="count">The number of training images.</param>
    /// <param name="seed">The seed of the training run.</param>
    /// <param name="epoch">Counted from 0 over all phases.</param>
    /// <param name="purpose">Which images: those of the target domain have their own order.</param>
    /// <param name="round">Counted from 0 if an epoch goes through the images several times.</param>
    /// <returns>Every number below <paramref name="count"/> once.</returns>
    public static int[] Permutation(int count, long seed, int epoch, RandomPurpose purpose = RandomPurpose.EpochOrder, int round = 0)
    {
        var random = CounterRandom.Create(seed, epoch, round, purpose);
        return Shuffled(count, ref random);
    }

    /// <summary>A permutation.</summary>
    /// <param name="count">How many numbers.</param>
    /// <param name="random">Where it comes from.</param>
    /// <returns>Every number below <paramref name="count"/> once.</returns>
    internal static int[] Shuffled(int count, ref CounterRandom random)
    {
        var order = new int[count];
        for (var i = 0; i < count; i++) order[i] = i;
        for (var i = count - 1; i > 0; i--)
        {
            var j = random.NextInt(i + 1);
            (order[i], order[j]) = (order[j], order[i]);
        }
        return order;
    }
}
