using Harness.Data.Splits;
using Harness.Diagnostics;

namespace Harness.Tests.Data.Splits;

public sealed class LayoutCheckTests
{
    [Theory]
    [InlineData("'train' and 'valid' look like a split", "train: train, valid: valid }", "train/ants", "train/bees", "valid/ants", "valid/bees")]
    [InlineData("'Training' and 'test' look like a split", "train: Training, valid: test }", "Training/ants", "Training/bees", "test/ants", "test/bees", "more/x")]
    [InlineData("'train' and 'val' look like a split", "train: train, valid: val, test: test }", "train/a", "train/b", "val/a", "test/a")]
    [InlineData("every folder holds the same folders ('ants', 'bees')", "train: one, valid: two }", "one/ants", "one/bees", "two/ants", "two/bees")]
    [InlineData("the folder 'copy' holds folders named like classes ('ants', 'bees')", "Move it elsewhere", "ants/1", "bees/1", "copy/ants", "copy/bees")]
    [InlineData("the folder 'bees' holds folders named like classes ('ants')", "Move it elsewhere", "ants/1", "bees/ants")]
    public void Run_FoldersThatAreNoClasses_SaysWhatTheyLookLikeAndWhatToWrite(string problem, string remedy, params string[] folders)
    {
        var error = Assert.Throws<HarnessException>(() => Check(folders).Run());

        Assert.Contains(problem, error.Message, StringComparison.Ordinal);
        Assert.Contains(remedy, error.Remedy, StringComparison.Ordinal);
        Assert.Contains("layout: classes", error.Remedy, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("ants/2023", "bees/2023")]
    [InlineData("train/1", "bus/1", "car/2")]
    [InlineData("ants/big", "ants/small", "bees/big", "bees/small", "wasps/big")]
    [InlineData("cats/cats", "dogs/dogs")]
    [InlineData("train/", "test/", "bus/")]
    [InlineData("train/express", "train/regional", "valid/1", "bus/1")]
    public void Run_Classes_SaysNothing(params string[] folders) => Check(folders).Run();

    private static LayoutCheck Check(string[] folders) =>
        new("data", [.. folders.Select(path => path.Split('/')).GroupBy(parts => parts[0]).Select(parts => (parts.Key, (IReadOnlyList<string>)[.. parts.Select(part => part[1]).Where(name => name.Length > 0)]))]);
}
