using System.Globalization;
using CsvHelper;
using Harness.Files;
using Harness.Reporting;
using Harness.TestSupport;

namespace Harness.Tests.Reporting;

public sealed class CsvTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Write_TwoSeeds_GivesExactlyTheseTables()
    {
        ReportWriter.Write(MadeUpResults.OneTechnique(0.5, 0.7), _folder.Path);

        Assert.Equal(
            "technique,seed,epoch,train_loss,valid_loss,train_acc,valid_acc,seconds\n"
            + "A,1,1,0.500000,0.250000,0.750000,0.500000,1.50\n"
            + "A,2,1,0.500000,0.250000,0.750000,0.700000,2.50\n",
            File.ReadAllText(_folder["epochs.csv"]));
        // The mean of 0.5 and 0.7 is 0.6, the sample variance (0.01 + 0.01) / 1 = 0.02, whose root is 0.141421.
        Assert.Equal(
            "technique,seeds,val_acc,val_acc_sd,val_acc_low,val_acc_high,groups,val_loss,balanced_acc,macro_f1,calibration_error,published_val_acc,trainable_parameters,epochs,seconds,seconds_sd,status,reason\n"
            + "A,2,0.600000,0.141421,,,,0.250000,0.500000,0.666667,0.312500,,1026,1,2.00,0.71,ok,\n",
            File.ReadAllText(_folder["comparison.csv"]));
        Assert.Equal(
            "technique,seed,image,label,prediction,probability\n"
            + "A,1,daisy/1.jpg,daisy,daisy,0.875000\n"
            + "A,1,tulip/2.jpg,daisy,tulip,0.500000\n"
            + "A,2,daisy/1.jpg,daisy,daisy,0.875000\n"
            + "A,2,tulip/2.jpg,daisy,tulip,0.500000\n",
            File.ReadAllText(_folder["predictions.csv"]));
    }

    [Fact]
    public void Write_NoTestPart_RemovesTheTestPredictionsOfAnEarlierReport()
    {
        var result = MadeUpResults.OneTechnique(0.5);
        var tested = result.Techniques[0] with { Runs = [result.Techniques[0].Runs[0] with { Test = new(DateTimeOffset.UnixEpoch, new Dictionary<string, double>()) { Predictions = [new(1, 0.625f)] } }] };

        ReportWriter.Write(result with { Test = new(["tulip/3.jpg"], [1], Openings: 1), Techniques = [tested] }, _folder.Path);
        var written = File.ReadAllText(_folder["test-predictions.csv"]);
        ReportWriter.Write(result, _folder.Path);

        Assert.Equal("technique,seed,image,label,prediction,probability\nA,1,tulip/3.jpg,tulip,tulip,0.625000\n", written);
        Assert.False(File.Exists(_folder["test-predictions.csv"]));
    }

    [Theory]
    [InlineData("=cmd|' /C calc'!A0", "'=cmd|' /C calc'!A0")]
    [InlineData("@SUM(1)", "'@SUM(1)")]
    [InlineData("-a", "'-a")]
    [InlineData("'=x", "''=x")]
    [InlineData("-0.5", "-0.5")]
    [InlineData("+1e3", "+1e3")]
    [InlineData("daisy", "daisy")]
    [InlineData("", "")]
    public void Escape_TextThatASpreadsheetWouldRun_IsQuotedAndReadBack(string text, string written)
    {
        Assert.Equal(written, SpreadsheetText.Escape(text));
        Assert.Equal(text, SpreadsheetText.Unescape(written));
    }

    [Fact]
    public void Write_TwoTechniques_GivesTheirPair()
    {
        ReportWriter.Write(MadeUpResults.Measured(("A", ["11111111"]), ("B", ["00000011"])), _folder.Path);

        // 2 / 2⁶ = 0.03125. With half an image more in each cell: 6 / 10 ± 1.959964 · √(0.7 − 0.36) / √10.
        Assert.Equal(
            "technique,other,seeds,difference,low,high,p,p_holm,differs,only_technique_right,only_other_right\n"
            + "A,B,1,0.750000,0.238600,0.961400,0.031250,0.031250,yes,6.00,0.00\n",
            File.ReadAllText(_folder["pairs.csv"]));
    }

    [Fact]
    public void Write_OneSeed_HasNoStandardDeviation()
    {
        ReportWriter.Write(MadeUpResults.OneTechnique(0.5), _folder.Path);

        var row = Assert.Single(Read("comparison.csv"));
        Assert.Equal("1", row["seeds"]);
        Assert.Equal("0.500000", row["val_acc"]);
        Assert.Equal("", row["val_acc_sd"]);
    }

    [Fact]
    public void Write_FailedAndPartialTechniques_KeepTheirRows()
    {
        ReportWriter.Write(MadeUpResults.WithFailures(), _folder.Path);

        var rows = Read("comparison.csv");
        Assert.Equal(["ok", "failed", "ok", "failed", "partial", "ok", "partial"], rows.Select(row => row["status"]));
        Assert.All(["val_acc", "val_acc_sd", "val_loss", "seconds"], column => Assert.Equal("NA", rows[1][column]));
        Assert.Equal("10001026", rows[1]["trainable_parameters"]);
        Assert.Equal("seeds 1, 2, 3: the loss became NaN", rows[1]["reason"]);
        Assert.Equal("seeds 1, 2, 3: out of memory | 2 GB", rows[3]["reason"]);
        Assert.Equal("seed 2: the loss became NaN", rows[4]["reason"]);
        Assert.Equal("2", rows[4]["seeds"]);
        Assert.Equal("seed 2: not finished (1 of 2 epochs); seed 3: not run", rows[6]["reason"]);
        Assert.Equal("", rows[6]["val_acc_sd"]);
    }

    [Fact]
    public void Write_PartialTechnique_AveragesFinishedRunsOnly()
    {
        var result = MadeUpResults.WithFailures();
        ReportWriter.Write(result, _folder.Path);

        var runs = result.Techniques[4].Runs;
        var last = new[] { runs[0].Epochs[^1].ValidAccuracy, runs[2].Epochs[^1].ValidAccuracy };
        var (mean, deviation) = ((last[0] + last[1]) / 2, Math.Abs(last[0] - last[1]) / Math.Sqrt(2));
        var row = Read("comparison.csv")[4];
        Assert.Equal(mean, double.Parse(row["val_acc"], CultureInfo.InvariantCulture), 5e-7);
        Assert.Equal(deviation, double.Parse(row["val_acc_sd"], CultureInfo.InvariantCulture), 5e-7);
    }

    [Fact]
    public void Write_FailedRuns_KeepTheirFinishedEpochsButNoPredictions()
    {
        ReportWriter.Write(MadeUpResults.WithFailures(), _folder.Path);

        var epochs = Read("epochs.csv");
        Assert.Equal([6, 0, 6, 3, 5, 6, 3], MadeUpResults.SevenNames.Select(name => epochs.Count(row => row["technique"] == name)));
        var predictions = Read("predictions.csv");
        Assert.Equal(
            [30, 0, 30, 0, 20, 30, 10], MadeUpResults.SevenNames.Select(name => predictions.Count(row => row["technique"] == name)));
    }

    [Fact]
    public void Write_SevenTechniques_KeepsTheOrderOfTechniquesSeedsAndEpochs()
    {
        ReportWriter.Write(MadeUpResults.Suite(MadeUpResults.SevenNames, seeds: 5, epochs: 2), _folder.Path);

        var expected =
            from name in MadeUpResults.SevenNames
            from seed in Enumerable.Range(1, 5)
            from epoch in Enumerable.Range(1, 2)
            select $"{name}/{seed}/{epoch}";
        Assert.Equal(expected, Read("epochs.csv").Select(row => $"{row["technique"]}/{row["seed"]}/{row["epoch"]}"));
    }

    [Theory]
    [InlineData("epochs.csv")]
    [InlineData("comparison.csv")]
    [InlineData("predictions.csv")]
    public void Write_NastyNames_ComeBackUnchanged(string file)
    {
        ReportWriter.Write(MadeUpResults.Suite(MadeUpResults.NastyNames, seeds: 1, epochs: 1), _folder.Path);

        Assert.Equal(MadeUpResults.NastyNames, Read(file).Select(row => row["technique"]).Distinct());
    }

    private List<Dictionary<string, string>> Read(string file)
    {
        using var csv = CsvReader.FromFile(_folder[file], new CsvReaderOptions { Separator = ',' });
        var rows = new List<Dictionary<string, string>>();
        while (csv.Read()) rows.Add(csv.Headers.Zip(csv.Current.ToArray()).ToDictionary(cell => cell.First, cell => cell.Second));
        return rows;
    }
}
