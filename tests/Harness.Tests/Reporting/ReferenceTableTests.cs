using System.Globalization;
using Harness.Statistics;
using Harness.TestSupport;
using Microsoft.VisualBasic.FileIO;

namespace Harness.Tests.Reporting;

/// <summary>The committed tables are what the committed epochs say, and the README shows them as they are.</summary>
public sealed class ReferenceTableTests
{
    [Theory]
    [InlineData("default", 8, 3)]
    [InlineData("flowers", 7, 5)]
    public void Comparison_OfTheReference_IsTheMeanOfItsEpochs(string name, int techniques, int seeds)
    {
        var epochs = Read(name, "epochs.csv");
        var comparison = Read(name, "comparison.csv");

        Assert.Equal(techniques, comparison.Count);
        foreach (var row in comparison)
        {
            var last = epochs.Where(epoch => epoch["technique"] == row["technique"] && epoch["epoch"] == "2").ToList();
            Assert.Equal(seeds, last.Count);
            var accuracy = Statistic.Of([.. last.Select(epoch => Number(epoch["valid_acc"]))])!;
            Assert.Equal(Number(row["val_acc"]), accuracy.Mean, 2e-6);
            Assert.Equal(Number(row["val_acc_sd"]), accuracy.StandardDeviation!.Value, 2e-6);
            Assert.Equal(Number(row["val_loss"]), last.Average(epoch => Number(epoch["valid_loss"])), 2e-6);
        }
    }

    [Theory]
    [InlineData("default")]
    [InlineData("flowers")]
    public void Readme_ShowsTheTable_AsItIsCommitted(string name)
    {
        var readme = File.ReadAllText(RepositoryFolder.Path("README.md"));
        var rows = File.ReadLines(RepositoryFolder.Path("results", "reference", name, "comparison.md"))
            .SkipWhile(line => !line.StartsWith('|')).TakeWhile(line => line.StartsWith('|')).ToList();

        Assert.NotEmpty(rows);
        Assert.All(rows, row => Assert.Contains(row, readme, StringComparison.Ordinal));
    }

    private static List<Dictionary<string, string>> Read(string name, string file)
    {
        using var parser = new TextFieldParser(RepositoryFolder.Path("results", "reference", name, file)) { TextFieldType = FieldType.Delimited };
        parser.SetDelimiters(",");
        var header = parser.ReadFields()!;
        var rows = new List<Dictionary<string, string>>();
        while (parser.ReadFields() is { } fields) rows.Add(header.Zip(fields).ToDictionary(pair => pair.First, pair => pair.Second));
        return rows;
    }

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);
}
