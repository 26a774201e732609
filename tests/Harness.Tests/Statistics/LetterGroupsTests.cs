using Harness.Data.Randomness;
using Harness.Statistics;

namespace Harness.Tests.Statistics;

public sealed class LetterGroupsTests
{
    [Fact]
    public void Of_NothingDiffers_IsOneGroup() => Assert.Equal([[0, 1, 2]], LetterGroups.Of(3, (_, _) => false));

    [Fact]
    public void Of_EverythingDiffers_IsAGroupEach() => Assert.Equal([[0], [1], [2]], LetterGroups.Of(3, (_, _) => true));

    [Fact]
    public void Of_AMiddleThatIsLikeBothEnds_IsInTwoGroups() => Assert.Equal([[0, 1], [1, 2]], LetterGroups.Of(3, (first, second) => first + second == 2));

    [Fact]
    public void Of_Nothing_IsNothing() => Assert.Empty(LetterGroups.Of(0, (_, _) => true));

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

    private static void CheckLetters(ulong bits)
    {
        const int Count = 8;
        bool Differ(int first, int second) => ((bits >> ((Math.Min(first, second) * Count) + Math.Max(first, second))) & 1) == 1;

        var groups = LetterGroups.Of(Count, Differ);

        for (var first = 0; first < Count; first++)
        {
            Assert.Contains(groups, group => group.Contains(first));
            for (var second = first + 1; second < Count; second++)
                Assert.Equal(Differ(first, second), !groups.Any(group => group.Contains(first) && group.Contains(second)));
        }
    }
}
