using FsCheck;
using FsCheck.Fluent;
using Harness.Data.Randomness;
using Harness.Statistics;

namespace Harness.Tests.Statistics;

public sealed class LetterGroupsTests
{
    [Fact]
    public void Of_NothingDiffers_IsOneGroup() => Assert.Equal([[0, 1, 2]], LetterGroups.Of(3, (_, _) => false)!);

    [Fact]
    public void Of_EverythingDiffers_IsAGroupEach() => Assert.Equal([[0], [1], [2]], LetterGroups.Of(3, (_, _) => true)!);

    [Fact]
    public void Of_AMiddleThatIsLikeBothEnds_IsInTwoGroups() => Assert.Equal([[0, 1], [1, 2]], LetterGroups.Of(3, (first, second) => first + second == 2)!);

    [Fact]
    public void Of_Nothing_IsNothing() => Assert.Empty(LetterGroups.Of(0, (_, _) => true)!);

    [Fact]
    public void Of_AnyDifferences_AreTheGroupsOfDividingPairByPair()
    {
        var differences = Gen.Choose(0, 10).SelectMany(count => Gen.Choose(0, 10).SelectMany(often => Gen.Choose(1, 10).ListOf(count * count)
            .Select(numbers => (Count: count, Apart: numbers.Select(number => number <= often).ToArray()))));

        Prop.ForAll(differences.ToArbitrary(), drawn =>
        {
            bool Apart(int first, int second) => drawn.Apart[(first * drawn.Count) + second];

            Assert.Equal(DividedGroups.Of(drawn.Count, Apart), LetterGroups.Of(drawn.Count, Apart)!);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(500));
    }

    [Fact]
    public void Of_HundredsInOrder_AreThoseWithinReachOfEachOther()
    {
        const int Count = 300;
        const int Reach = 40;

        var groups = LetterGroups.Of(Count, (first, second) => second - first > Reach)!;

        Assert.Equal(Enumerable.Range(0, Count - Reach).Select(first => Enumerable.Range(first, Reach + 1)), groups);
    }

    [Fact]
    public void Of_AsManyGroupsAsHaveNames_AreAll() => Assert.Equal(512, LetterGroups.Of(18, AreOfOnePair)!.Count);

    // Two to the power of a hundred: one of each pair.
    [Fact]
    public void Of_ExponentiallyManyGroups_AreNone() => Assert.Null(LetterGroups.Of(200, AreOfOnePair));

    [Fact]
    public void Of_AnyDifferences_TwoShareALetterExactlyWhereTheyDoNotDiffer()
    {
        var random = CounterRandom.Create(1, 0, 0, RandomPurpose.EpochOrder);
        for (var draw = 0; draw < 200; draw++) CheckLetters(random.NextUInt64() & random.NextUInt64());
    }

    [Theory]
    [InlineData(0, "a")]
    [InlineData(25, "z")]
    [InlineData(26, "aa")]
    [InlineData(27, "ab")]
    [InlineData(52, "ba")]
    public void Letter_GoesOnBehindZ(int index, string expected) => Assert.Equal(expected, LetterGroups.Letter(index));

    private static bool AreOfOnePair(int first, int second) => first / 2 == second / 2;

    private static void CheckLetters(ulong bits)
    {
        const int Count = 8;
        bool Differ(int first, int second) => ((bits >> ((Math.Min(first, second) * Count) + Math.Max(first, second))) & 1) == 1;

        var groups = LetterGroups.Of(Count, Differ)!;

        for (var first = 0; first < Count; first++)
        {
            Assert.Contains(groups, group => group.Contains(first));
            for (var second = first + 1; second < Count; second++)
                Assert.Equal(Differ(first, second), !groups.Any(group => group.Contains(first) && group.Contains(second)));
        }
    }
}
