using Harness.Data.Randomness;

namespace Harness.Tests.Data.Randomness;

public sealed class CounterRandomTests
{
    private sealed record Case(long Seed, int Epoch, long Index, int Purpose, int Occurrence, string[] Numbers);

    [Fact]
    public void NextUInt64_KnownKeys_GivesTheNumbersOfAnIndependentImplementation()
    {
        foreach (var item in ReferenceData.Cases<Case>("random"))
        {
            var random = CounterRandom.Create(item.Seed, item.Epoch, item.Index, (RandomPurpose)item.Purpose, item.Occurrence);
            Assert.Equal(item.Numbers, item.Numbers.Select(_ => random.NextUInt64().ToString()));
        }
    }

    [Fact]
    public void Create_AnyPartOfTheKeyChanged_GivesOtherNumbers()
    {
        var numbers = new HashSet<ulong>();
        for (var value = 0; value < 200; value++)
        {
            foreach (var purpose in Enum.GetValues<RandomPurpose>())
            {
                numbers.Add(CounterRandom.Create(value + 1000, 0, 0, purpose).NextUInt64());
                numbers.Add(CounterRandom.Create(0, value + 1000, 0, purpose).NextUInt64());
                numbers.Add(CounterRandom.Create(0, 0, value + 1000, purpose).NextUInt64());
                numbers.Add(CounterRandom.Create(0, 0, 0, purpose, value + 1000).NextUInt64());
            }
        }
        Assert.Equal(200 * 4 * Enum.GetValues<RandomPurpose>().Length, numbers.Count);
    }

    [Fact]
    public void NextInt_ManyDraws_IsUniform()
    {
        const int bound = 6, draws = 60_000;
        var counts = new int[bound];
        for (var index = 0; index < draws; index++) counts[CounterRandom.Create(1, 2, index, RandomPurpose.Crop).NextInt(bound)]++;
        var chiSquare = counts.Sum(count => Math.Pow(count - (draws / bound), 2) / (draws / bound));
        Assert.InRange(chiSquare, 0, 20.5); // exceeded with a probability of 0.1 % at five degrees of freedom
    }

    [Fact]
    public void NextInt_BoundNearTheLargest_ReachesTheUpperThird()
    {
        var random = CounterRandom.Create(1, 0, 0, RandomPurpose.Crop);
        var upper = Enumerable.Range(0, 3000).Count(_ => random.NextInt(int.MaxValue) > int.MaxValue / 3 * 2);
        Assert.InRange(upper, 900, 1100);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    public void NextInt_BoundBelowOne_Throws(int bound)
    {
        var random = CounterRandom.Create(0, 0, 0, RandomPurpose.Crop);
        Assert.Throws<ArgumentOutOfRangeException>(() => random.NextInt(bound));
    }

    [Fact]
    public void NextDouble_ManyDraws_LiesInTheUnitIntervalWithTheRightMean()
    {
        var values = Enumerable.Range(0, 20_000).Select(i => CounterRandom.Create(5, 0, i, RandomPurpose.Flip).NextDouble()).ToList();
        Assert.All(values, value => Assert.InRange(value, 0, 1 - double.Epsilon));
        Assert.InRange(values.Average(), 0.49, 0.51);
    }

    [Fact]
    public void NextSeed_ManyDraws_IsNeverNegative() =>
        Assert.All(Enumerable.Range(0, 1000), i => Assert.True(CounterRandom.Create(i, 0, 0, RandomPurpose.Dropout).NextSeed() >= 0));
}
