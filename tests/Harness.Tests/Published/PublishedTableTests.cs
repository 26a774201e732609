using System.Globalization;
using Harness.Data.Randomness;
using Harness.Diagnostics;
using Harness.Published;
using Harness.TestSupport;

namespace Harness.Tests.Published;

public sealed class PublishedTableTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Find_TheArticlesTable_IsCountsOf3180Images()
    {
        var table = PrintedTable.Read(RepositoryFolder.Path("experiments", "published", "pytorch-transfer-learning.csv"), null);

        var count = ImageCount.Find(table)!;

        Assert.Equal((3180, Printing.Rounded), (count.Images, count.Printing));
        Assert.Empty(count.Impossible);
        Assert.InRange(count.Chance, 0, 1e-9);
        Assert.Equal([52, 39, 29, 20, 27, 31, 23], table.Rows.Select(row => 3180 - row.Accuracy.RightOf(3180, Printing.Rounded)!.Value.Low));
    }

    [Fact]
    public void Pairs_OfTheArticlesTable_OnlyTwoSurelyDiffer()
    {
        var table = PrintedTable.Read(RepositoryFolder.Path("experiments", "published", "pytorch-transfer-learning.csv"), null);

        var pairs = PrintedPair.Of(table, ImageCount.Of(table, 3180));

        Assert.Equal(21, pairs.Count);
        Assert.Equal([(3, 0), (6, 0)], pairs.Where(pair => pair.Difference == PrintedDifference.Certain).Select(pair => (pair.First, pair.Second)));
        // 52 and 20 other images wrong, of 72: the binomial probability of at most 20, doubled, times 21 pairs.
        Assert.Equal(21 * 0.000208, pairs.Single(pair => (pair.First, pair.Second) == (3, 0)).Highest, 4);
        // 15 more right, none more wrong: 2 / 2¹⁵ is the p value at best, which leaves the correction room.
        Assert.Equal(PrintedDifference.Possible, pairs.Single(pair => (pair.First, pair.Second) == (1, 0)).Difference);
    }

    [Fact]
    public void Find_OneDigitChanged_NamesTheRowThatIsImpossible()
    {
        var article = File.ReadAllText(RepositoryFolder.Path("experiments", "published", "pytorch-transfer-learning.csv"));
        var table = Read(article.Replace("0.990252", "0.990253", StringComparison.Ordinal));

        var count = ImageCount.Find(table)!;

        Assert.Equal(3180, count.Images);
        Assert.Equal("AdaptiveConcatPooling", table.Rows[Assert.Single(count.Impossible)].Name);
        Assert.Equal(15, PrintedPair.Of(table, count).Count);
    }

    [Theory]
    [InlineData(737, 5, false)]
    [InlineData(1000, 4, false)]
    [InlineData(10_000, 6, false)]
    [InlineData(737, 5, true)]
    public void Find_CountsPrintedWithEnoughDigits_FindsTheNumberOfImages(int images, int digits, bool cutOff)
    {
        var random = CounterRandom.Create(images, digits, 0, RandomPurpose.EpochOrder);
        var rows = Enumerable.Range(0, 12).Select(row =>
        {
            var share = (decimal)random.NextInt(images + 1) / images;
            var printed = cutOff ? Math.Floor(share * (decimal)Math.Pow(10, digits)) / (decimal)Math.Pow(10, digits) : Math.Round(share, digits);
            return string.Create(CultureInfo.InvariantCulture, $"{row},{printed.ToString($"F{digits}", CultureInfo.InvariantCulture)}");
        });

        var count = ImageCount.Find(Read($"row,acc\n{string.Join('\n', rows)}\n"))!;

        Assert.Equal((images, cutOff ? Printing.CutOff : Printing.Rounded), (count.Images, count.Printing));
    }

    [Theory]
    [InlineData("a,acc\nx,0.98\ny,0.99\n")]
    [InlineData("a,acc\nx,0.983648\n")]
    // Nine rows, but only two numbers.
    [InlineData("a,acc\n1,0.90\n2,0.90\n3,0.90\n4,0.90\n5,0.90\n6,0.90\n7,0.85\n8,0.85\n9,0.85\n")]
    public void Find_TooFewDigits_SaysNothing(string text) => Assert.Null(ImageCount.Find(Read(text)));

    [Fact]
    public void Read_Percent_WithOrWithoutASign_IsTheSame()
    {
        var (signs, none) = (Read("a,acc\nx,98.36 %\ny,99.25%\n"), Read("a,acc\nx,98.36\ny,99.25\n"));

        Assert.Equal([0.9836m, 0.9925m], signs.Rows.Select(row => row.Accuracy.Value));
        Assert.Equal(signs.Rows.Select(row => (row.Accuracy.Value, row.Accuracy.Unit)), none.Rows.Select(row => (row.Accuracy.Value, row.Accuracy.Unit)));
        Assert.Equal(0.0001m, none.Rows[0].Accuracy.Unit);
    }

    [Fact]
    public void Read_ZerosAtTheEnd_CountOnlyWhereTheyArePrinted()
    {
        Assert.Equal([0.0001m, 0.0001m], Read("a,acc\nx,0.9836\ny,0.99\n").Rows.Select(row => row.Accuracy.Unit));
        Assert.Equal([0.0001m, 0.01m, 0.001m], Read("a,acc\nx,0.9836\ny,0.99\nz,0.980\n").Rows.Select(row => row.Accuracy.Unit));
    }

    [Theory]
    [InlineData("a,acc\n", "there are no rows")]
    [InlineData("a,acc\nx,good\n", "'good' in column 'acc' is not an accuracy")]
    [InlineData("a,acc\nx,-0.5\n", "'-0.5' in column 'acc' is not an accuracy")]
    [InlineData("a,acc\nx,101\n", "'101' in column 'acc' is not an accuracy")]
    [InlineData("a,acc\nx\n", "1 columns instead of 2")]
    [InlineData("a,b,c\nx,0.5,0.5\n", "which column has the accuracies?")]
    public void Read_WhatIsNoTable_IsDiagnosed(string text, string message) =>
        Assert.Contains(message, Assert.Throws<DiagnosticsException>(() => Read(text)).Diagnostics[0].Message);

    [Fact]
    public void Read_UnknownColumnOrNoFile_IsDiagnosed()
    {
        Assert.Contains("no column 'd'", Assert.Throws<DiagnosticsException>(() => Read("a,acc\nx,0.5\n", "d")).Diagnostics[0].Message);
        Assert.Contains("cannot be read", Assert.Throws<DiagnosticsException>(() => PrintedTable.Read(_folder["none.csv"], null)).Diagnostics[0].Message);
    }

    private PrintedTable Read(string text, string? column = null)
    {
        File.WriteAllText(_folder["table.csv"], text);
        return PrintedTable.Read(_folder["table.csv"], column);
    }
}
