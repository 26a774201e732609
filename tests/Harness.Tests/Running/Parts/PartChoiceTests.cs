using Harness.Running.Parts;

namespace Harness.Tests.Running.Parts;

public sealed class PartChoiceTests
{
    [Fact]
    public void PlaceIn_SeveralSplitsWithFewPieces_GivesEveryPartSomething()
    {
        var pieces = Enumerable.Range(1, 6).Select(number => Enumerable.Range(0, 3).Count(split => new PartChoice(number, 6).PlaceIn(split, pieces: 2) < 2));

        Assert.Equal([1, 1, 1, 1, 1, 1], pieces);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(50)]
    public void PlaceIn_AnySplit_GivesEveryPieceToOnePart(int pieces)
    {
        for (var split = 0; split < 5; split++)
            Assert.Equal([0, 1, 2, 3], Enumerable.Range(1, 4).Select(number => new PartChoice(number, 4).PlaceIn(split, pieces)).Order());
    }
}
