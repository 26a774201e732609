using Harness.Reporting;

namespace Harness.Tests.Reporting;

public sealed class ResultTableTests
{
    [Fact]
    public void ForReading_SeveralSeeds_ShowsMeanAndDeviation()
    {
        var table = ResultTable.ForReading(MadeUpResults.OneTechnique(0.5, 0.7));

        Assert.Equal(
            ["Technique", "Validation accuracy", "Seeds", "Published", "Validation loss", "Trainable parameters", "Time (s)"],
            table.Columns.Select(column => column.Heading));
        Assert.Equal(["A", "0.6000 ± 0.1414", "2", "", "0.2500", "1,026", "2.0"], Assert.Single(table.Rows));
        Assert.Contains(table.Notes, note => note.StartsWith("± is the sample standard deviation", StringComparison.Ordinal));
    }

    [Fact]
    public void ForReading_OneSeed_HasNoDeviationAndSaysSo()
    {
        var table = ResultTable.ForReading(MadeUpResults.OneTechnique(0.5));

        Assert.Equal("0.5000", table.Rows[0][1]);
        Assert.Contains(table.Notes, note => note.Contains("run once") && note.Contains("one validation image is 0.5000"));
        Assert.DoesNotContain(table.Notes, note => note.Contains('±'));
    }

    [Fact]
    public void ForReading_Failures_ShowNAAndTheReason()
    {
        var table = ResultTable.ForReading(MadeUpResults.WithFailures());

        Assert.Equal(["NA", "0 of 3", "", "NA", "10,001,026", "NA"], table.Rows[1].Skip(1));
        Assert.Equal("2 of 3", table.Rows[4][2]);
        Assert.Contains("'Feature extractor with BN layer in eval mode' has no result (seeds 1, 2, 3: the loss became NaN).", table.Notes);
        Assert.Contains("3 images could not be read and were left out.", table.Notes);
    }

    [Fact]
    public void ForReading_NastyNames_GivesSingleLinesWithoutControlCharacters()
    {
        var table = ResultTable.ForReading(MadeUpResults.Suite(MadeUpResults.NastyNames, seeds: 1, epochs: 1));

        Assert.All(table.Rows.SelectMany(row => row).Concat(table.Notes), text => Assert.DoesNotContain(text, char.IsControl));
        Assert.Equal("two lines and a tab", table.Rows[1][0]);
    }

    [Fact]
    public void EveryTable_HasOneCellPerColumnAndOneRowPerTechnique()
    {
        var result = MadeUpResults.WithFailures();
        foreach (var table in new[] { ResultTable.ForFiles(result), ResultTable.ForReading(result) })
        {
            Assert.Equal(7, table.Rows.Count);
            Assert.All(table.Rows, row => Assert.Equal(table.Columns.Count, row.Count));
            Assert.All(table.Columns, column => Assert.EndsWith(".", column.Legend));
        }
    }
}
