using Harness.Cli.Output;

namespace Harness.Cli.Tests;

public sealed class FittingColumnsTests
{
    private static readonly string[] Heads = ["Technique", "Validation accuracy", "95 % interval", "Group", "Seeds", "Published", "Validation loss", "Epochs", "Time (s)"];

    private static readonly string[][] Rows = [["BN is completely trainable, with discriminative learning", "0.577 ± 0.007", "0.547 to 0.606", "b", "5", "0.9937", "1.2113", "2", "87.1 ± 1.2"]];

    [Theory]
    [InlineData(240, 9)]
    [InlineData(80, 4)]
    [InlineData(50, 2)]
    [InlineData(10, 1)]
    public void Of_Console_KeepsWhatMattersMost(int width, int expected)
    {
        var shown = FittingColumns.Of(Heads, Rows, width);

        Assert.Equal(expected, shown.Count);
        Assert.Equal(shown.Order(), shown);
        Assert.Equal(0, shown[0]);
        if (width == 80) Assert.Equal(["Technique", "Validation accuracy", "95 % interval", "Group"], shown.Select(place => Heads[place]));
    }
}
