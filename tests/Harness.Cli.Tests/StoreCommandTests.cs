using Harness.Cli.Output;
using Harness.TestSupport;

namespace Harness.Cli.Tests;

public sealed class StoreCommandTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Store_OfARun_IsListedAndPrunedOnlyWhenAsked()
    {
        TinySuite.Write(_folder, TestImages.SaveJpeg);
        Run("run", "tiny.yaml");

        var list = Run("store", "list");
        var size = Run("store", "size");
        var old = Run("store", "prune", "--older-than", "1h");
        var others = Run("store", "prune", "--suite", "tiny");
        var asked = Run("store", "prune", "--suite", "tiny", "--with-networks");
        var still = Run("store", "size");
        var pruned = Run("store", "prune", "--suite", "tiny", "--with-networks", "--yes");
        var again = Run("run", "tiny.yaml");

        Assert.All([list, size, old, others, asked, still, pruned, again], result => Assert.Equal((0, ""), (result.ExitCode, result.Error)));
        Assert.Matches(@"tiny +BN only and 1 more +resnet18_half +1 +1 +\d+ KiB +just now", list.Output);
        Assert.Matches(@"tiny +5 +\d+ MiB +just now", size.Output);
        Assert.Contains("0 epochs to remove, 0 bytes; 5 epochs to keep", old.Output, StringComparison.Ordinal);
        Assert.Contains("2 epochs to remove", others.Output, StringComparison.Ordinal);
        Assert.Contains("3 matching epochs are kept, because results folders list them as networks", others.Output, StringComparison.Ordinal);
        Assert.Contains("5 epochs to remove", asked.Output, StringComparison.Ordinal);
        Assert.Contains("Nothing was removed: add --yes to remove them.", asked.Output, StringComparison.Ordinal);
        Assert.Equal(size.Output, still.Output);
        Assert.Contains("Removed 5 epochs", pruned.Output, StringComparison.Ordinal);
        Assert.Contains("5 epochs in all, 5 to run.", again.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Store_NothingSaidOrNoStore_SaysSo()
    {
        _folder.Write("file", "");

        var nothing = Run("store", "prune");
        var missing = Run("store", "list");
        var file = Run("store", "size", "--store", "file");

        Assert.Equal((1, 1, 1), (nothing.ExitCode, missing.ExitCode, file.ExitCode));
        Assert.Contains("No rule says which epochs to remove.", nothing.Error, StringComparison.Ordinal);
        Assert.Contains("There is no store of finished epochs", missing.Error, StringComparison.Ordinal);
        Assert.Contains("is a file", file.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("10GB", 10_000_000_000)]
    [InlineData("1.5 GiB", 1_610_612_736L)]
    [InlineData("0mb", 0L)]
    [InlineData("10", null)]
    [InlineData("GB", null)]
    [InlineData("-1GB", null)]
    [InlineData("99999999999999TB", null)]
    public void ByteSize_Parse_TakesNumbersWithUnits(string text, long? expected) => Assert.Equal(expected, ByteSize.Parse(text));

    [Theory]
    [InlineData(800, "800 bytes")]
    [InlineData(1024, "1.0 KiB")]
    [InlineData(34L << 20, "34 MiB")]
    [InlineData(21_990_232_555, "20 GiB")]
    public void ByteSize_Of_ChoosesTheUnit(long bytes, string expected) => Assert.Equal(expected, ByteSize.Of(bytes));

    [Theory]
    [InlineData("12h", 12)]
    [InlineData("30d", 720)]
    [InlineData("1.5w", 252)]
    [InlineData("30", null)]
    [InlineData("d", null)]
    [InlineData("1e9d", null)]
    public void Age_Parse_TakesHoursDaysAndWeeks(string text, int? hours) => Assert.Equal(hours, (int?)Age.Parse(text)?.TotalHours);

    private (int ExitCode, string Output, string Error) Run(params string[] arguments) => HarnessProcess.Run(_folder.Path, arguments);
}
