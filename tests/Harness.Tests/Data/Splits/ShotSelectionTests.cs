using Harness.Data;
using Harness.Data.Splits;
using Harness.Diagnostics;

namespace Harness.Tests.Data.Splits;

public sealed class ShotSelectionTests
{
    // Classes 0 and 1 in turns; class 2 has a single image.
    private static readonly ImageEntry[] Images = [.. Enumerable.Range(0, 20).Select(index => new ImageEntry($"{index}", index % 2, "")), new("20", 2, "")];

    [Fact]
    public void Of_NoShots_IsAllImages() => Assert.Equal(Enumerable.Range(0, 21), ShotSelection.Of(Images, null, 0));

    [Theory]
    [InlineData(1)]
    [InlineData(5)]
    public void Of_SomeShots_GivesAsManyOfEachClassInAscendingOrder(int shots)
    {
        var chosen = ShotSelection.Of(Images[..20], shots, seed: 3);

        Assert.Equal(chosen.Order(), chosen);
        Assert.Equal([shots, shots], chosen.CountBy(index => Images[index].ClassIndex).OrderBy(pair => pair.Key).Select(pair => pair.Value));
    }

    [Fact]
    public void Of_SameSeed_GivesTheSameAndAnotherSeedOthers()
    {
        Assert.Equal(ShotSelection.Of(Images, 3, 7), ShotSelection.Of(Images, 3, 7));
        Assert.NotEqual(ShotSelection.Of(Images, 3, 7), ShotSelection.Of(Images, 3, 8));
    }

    [Fact]
    public void Of_MoreShots_HoldTheFewerOnes() => Assert.Subset(
        ShotSelection.Of(Images, 5, 7).ToHashSet(), ShotSelection.Of(Images, 2, 7).ToHashSet());

    [Fact]
    public void EnsureEnough_ClassesWithFewer_AreNamedWithWhatTheyHave()
    {
        var manifest = new Manifest { Root = "r", Classes = ["a", "b", "c"], Train = Images, Valid = [], Hash = "h" };

        var error = Assert.Throws<HarnessException>(() => ShotSelection.EnsureEnough(manifest, 11));

        Assert.Contains("'a' (10), 'b' (10), 'c' (1)", error.Message, StringComparison.Ordinal);
        ShotSelection.EnsureEnough(manifest, 1);
        ShotSelection.EnsureEnough(manifest, null);
    }
}
