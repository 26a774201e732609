using Harness.Data.Randomness;

namespace Harness.Tests.Data.Randomness;

public sealed class EpochOrderTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(3457)]
    public void Permutation_AnyCount_HoldsEveryNumberOnce(int count) =>
        Assert.Equal(Enumerable.Range(0, count), EpochOrder.Permutation(count, 3, 1).Order());

    [Fact]
    public void Permutation_SameKey_IsTheSame() => Assert.Equal(EpochOrder.Permutation(100, 3, 1), EpochOrder.Permutation(100, 3, 1));

    [Fact]
    public void Permutation_OtherSeedOrEpoch_Differs()
    {
        var first = EpochOrder.Permutation(100, 3, 1);
        Assert.NotEqual(first, EpochOrder.Permutation(100, 3, 2));
        Assert.NotEqual(first, EpochOrder.Permutation(100, 4, 1));
    }

    [Fact]
    public void Permutation_ThreeImages_GivesAllSixOrdersEquallyOften()
    {
        var counts = Enumerable.Range(0, 6000).CountBy(seed => string.Join(',', EpochOrder.Permutation(3, seed, 0))).ToList();
        Assert.Equal(6, counts.Count);
        Assert.All(counts, pair => Assert.InRange(pair.Value, 880, 1120));
    }
}
