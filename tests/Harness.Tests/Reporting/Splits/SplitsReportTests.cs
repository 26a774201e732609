using Harness.Reporting.Splits;
using Harness.Tests.Results;
using Harness.TestSupport;

namespace Harness.Tests.Reporting.Splits;

public sealed class SplitsReportTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Write_TwoSplits_GivesExactlyThesePages()
    {
        var table = SplitsReport.Write([(1, MadeUpResults.OneTechnique(0.5, 0.7)), (3, MadeUpResults.OneTechnique(0.7, 0.9))], _folder.Path);

        Assert.Equal(
            "technique,split,seed,train_images,valid_images,val_acc\n"
            + "A,1,1,3457,2,0.500000\nA,1,2,3457,2,0.700000\nA,3,1,3457,2,0.700000\nA,3,2,3457,2,0.900000\n",
            File.ReadAllText(_folder["splits.csv"]));
        // The means are 0.6 and 0.8, their deviation 0.1414; that of seeds within a split is 0.1414, too: the variance of a mean of two is half of that.
        Assert.Equal(["A", "0.70 ± 0.14", "0.00 to 1.00", "", "2", "0.14", "33 %"], table.Rows[0]);
        Assert.StartsWith("2 splits say little", table.Notes[^1], StringComparison.Ordinal);
        var page = File.ReadAllText(_folder["splits.md"]);
        Assert.StartsWith("# flowers: 2 splits\n\n| Technique | Validation accuracy |", page, StringComparison.Ordinal);
        Assert.EndsWith("The individual splits: [1](split-1/comparison.md), [3](split-3/comparison.md).\n", page, StringComparison.Ordinal);
    }

    [Fact]
    public void Write_KeptEpochs_HasTheLastAndTheKeptAccuracy()
    {
        var result = MadeUpResults.OneTechnique(0.5);
        var run = result.Techniques[0].Runs[0];
        var longer = result with { Techniques = [result.Techniques[0] with { Runs = [run with { Epochs = [.. run.Epochs, MadeUpEpochs.Of(1, 0.5, 0.25, 0.75, 0.25, 1.5)] }] }] };
        var split = MadeUpResults.WithKeptEpoch(longer, epoch: 0);

        SplitsReport.Write([(1, split), (2, split)], _folder.Path);

        Assert.Equal(
            "technique,split,seed,train_images,valid_images,val_acc,kept_val_acc\nA,1,1,3457,2,0.250000,0.500000\nA,2,1,3457,2,0.250000,0.500000\n", File.ReadAllText(_folder["splits.csv"]));
    }

    [Fact]
    public void Of_ADryRun_ComparesNothing()
    {
        var dry = MadeUpResults.Measured(("A", ["1111"]), ("B", ["0000"])) with { DryBatches = 2 };

        var table = SplitsTable.Of([dry, dry]);

        Assert.Empty(table.Verdict);
        Assert.All(table.Rows, row => Assert.Equal("", row[3]));
    }
}
