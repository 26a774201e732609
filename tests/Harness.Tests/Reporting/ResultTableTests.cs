using System.Globalization;
using Harness.Reporting;
using Harness.Reporting.Comparisons;
using Harness.Running.Collecting;
using Harness.Training.Monitoring;

namespace Harness.Tests.Reporting;

public sealed class ResultTableTests
{
    [Fact]
    public void ForReading_SeveralSeeds_ShowsMeanAndDeviation()
    {
        var table = ResultTable.ForReading(MadeUpResults.OneTechnique(0.5, 0.7));

        Assert.Equal(
            ["Technique", "Validation accuracy", "Seeds", "Validation loss", "Trainable parameters", "Epochs", "Time (s)"],
            table.Columns.Select(column => column.Heading));
        Assert.Equal(["A", "0.60 ± 0.14", "2", "0.2500", "1,026", "1", "2.0 ± 0.7"], Assert.Single(table.Rows));
        Assert.Contains(table.Notes, note => note.Contains("± is the sample standard deviation", StringComparison.Ordinal));
    }

    [Fact]
    public void ForReading_AccuraciesOfParts_HaveColumnsThatAreEmptyWhereARowHasNone()
    {
        var suite = MadeUpResults.Suite(["A", "B"], seeds: 2, epochs: 1);
        var runs = suite.Techniques[1].Runs.Select((run, index) =>
            run with { Epochs = [run.Epochs[0] with { Valid = new Dictionary<string, double> { ["accuracy"] = 0.5, ["accuracy.two_words"] = 0.5 + (0.2 * index) } }] });
        var changed = suite with { Techniques = [suite.Techniques[0], suite.Techniques[1] with { Runs = [.. runs] }] };

        var (reading, files) = (ResultTable.ForReading(changed), ForFiles(changed));

        Assert.Equal("Accuracy: two words", reading.Columns[^1].Heading);
        Assert.Equal(["", "0.60 ± 0.14"], reading.Rows.Select(row => row[^1]));
        Assert.Equal(["val_acc.two_words", "val_acc_sd.two_words"], files.Columns.TakeLast(2).Select(column => column.Title));
    }

    [Fact]
    public void ForReading_OneSeed_HasNoDeviationAndSaysSo()
    {
        var table = ResultTable.ForReading(MadeUpResults.OneTechnique(0.5));

        Assert.Equal("0.50", table.Rows[0][1]);
        Assert.Contains(table.Notes, note => note.Contains("run once"));
        Assert.DoesNotContain(table.Notes, note => note.Contains('±'));
    }

    [Fact]
    public void ForReading_Failures_ShowNAAndTheReason()
    {
        var table = ResultTable.ForReading(MadeUpResults.WithFailures());

        Assert.Equal(["NA", "0 of 3", "NA", "10,001,026", "NA", "NA"], table.Rows[1].Skip(1));
        Assert.Equal("2 of 3", table.Rows[4][2]);
        Assert.Contains("'Feature extractor with BN layer in eval mode' has no result (seeds 1, 2, 3: the loss became NaN).", table.Notes);
        Assert.Contains("3 images were left out: daisy/broken-1.jpg ends in the middle, daisy/broken-2.jpg ends in the middle, daisy/broken-3.jpg ends in the middle.", table.Notes);
    }

    [Fact]
    public void ForReading_UpdatesThatRoundedAway_SaysSinceWhenHowManyAndAtWhichRate()
    {
        var suite = MadeUpResults.Suite(["A", "B"], seeds: 1, epochs: 3);
        var run = suite.Techniques[1].Runs[0];
        var epochs = run.Epochs.Select((epoch, index) => index == 0 ? epoch : epoch with { RoundedAway = new(64 * index, 2000, 1e-7, "body.bn1.weight") });
        var changed = suite with { Techniques = [suite.Techniques[0], suite.Techniques[1] with { Runs = [run with { Epochs = [.. epochs] }] }] };

        Assert.Equal(
            "'B': from epoch 2 on, in 2 of 3 epochs, up to 128 of 2,000 trained parameters were no longer changed by their updates: "
            + "at a learning rate of 1e-7 the steps are too small for float32 values of their size ('body.bn1.weight' is among them).",
            ResultTable.ForReading(changed).Notes[^1]);
        Assert.DoesNotContain(ResultTable.ForReading(suite).Notes, note => note.Contains("updates", StringComparison.Ordinal));
    }

    [Fact]
    public void ForReading_ParametersWithoutGradient_SaysSoAlsoOfAFailedRun()
    {
        var suite = MadeUpResults.Suite(["A"], seeds: 1, epochs: 2);
        var run = suite.Techniques[0].Runs[0];
        var epoch = run.Epochs[0] with { WithoutGradient = new(1, 2000, 1e-3, "head.0.weight") };
        var failed = run with { Epochs = [epoch], ValidPredictions = [], IsComplete = false, FailureReason = "the loss became NaN" };
        var changed = suite with { Techniques = [suite.Techniques[0] with { Runs = [failed] }] };

        Assert.Contains(
            "'A': from epoch 1 on, in 1 of 1 epoch, 1 of 2,000 trained parameters were not changed: "
            + "their gradient was zero, like that of dead units ('head.0.weight' is among them).",
            ResultTable.ForReading(changed).Notes);
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
        foreach (var table in new[] { ForFiles(result), ResultTable.ForReading(result) })
        {
            Assert.Equal(7, table.Rows.Count);
            Assert.All(table.Rows, row => Assert.Equal(table.Columns.Count, row.Count));
            Assert.All(table.Columns, column => Assert.EndsWith(".", column.Legend));
        }
    }

    [Fact]
    public void ForReading_KeptAndStoppedEarly_ShowsBothEpochsAndNamesTheRules()
    {
        var suite = MadeUpResults.Suite(["A", "B"], seeds: 2, epochs: 4);
        var technique = suite.Techniques[0] with
        {
            Technique = suite.Techniques[0].Technique with { Keep = KeepRule.BestLoss, EarlyStopping = new(2) },
            Runs = [suite.Techniques[0].Runs[0] with { KeptEpoch = 1, StoppedEarly = true }, suite.Techniques[0].Runs[1] with { KeptEpoch = 2 }],
        };
        var result = suite with
        {
            Suite = suite.Suite with { Techniques = [technique.Technique, suite.Techniques[1].Technique] },
            Techniques = [technique, suite.Techniques[1]],
        };

        var table = ResultTable.ForReading(result);

        var kept = technique.Runs.Average(run => run.Epochs[run.KeptEpoch].ValidAccuracy);
        Assert.Equal(["Validation accuracy", "Kept epoch", "Its accuracy", "Seeds", "Validation loss", "Loss of the kept epoch"], table.Columns.Skip(1).Take(6).Select(column => column.Heading));
        Assert.Equal("2, 3", table.Rows[0][2]);
        Assert.StartsWith(kept.ToString("F2", CultureInfo.InvariantCulture), table.Rows[0][3], StringComparison.Ordinal);
        Assert.Equal("4", table.Rows[1][2]);
        Assert.Equal(table.Rows[1][1], table.Rows[1][3]);
        Assert.Contains("The kept epoch, which predictions.csv, the intervals and the comparison of techniques are based on, is that of the lowest validation loss for 'A'; the last one for 'B'.", table.Notes);
        Assert.Contains(table.Notes, note => note.Contains("optimistic", StringComparison.Ordinal));
        Assert.Contains("'A': 1 of 2 runs stopped early, after 4 of 4 epochs; early stopping waits 2 epochs for a lower validation loss.", table.Notes);

        var files = ForFiles(result);
        Assert.Equal(["keep", "kept_epochs", "kept_val_acc", "kept_val_acc_sd", "kept_val_loss"], files.Columns.TakeLast(5).Select(column => column.Title));
        Assert.Equal(["best_loss", "2 3"], files.Rows[0].TakeLast(5).Take(2));
    }

    [Fact]
    public void ForReading_KnownImages_ShowsIntervalsAndGroups()
    {
        var table = ResultTable.ForReading(MadeUpResults.Measured(("A", [Repeat("1", 40)]), ("B", [Repeat("1110", 10)]), ("C", [Repeat("1000", 10)])));

        Assert.Equal(["Technique", "Validation accuracy", "95 % interval", "Group", "Seeds"], table.Columns.Take(5).Select(column => column.Heading));
        // Wilson's interval for 40 of 40 and 30 of 40.
        Assert.Equal(["A", "1.00", "0.91 to 1.00", "a", "1"], table.Rows[0].Take(5));
        Assert.Equal(["B", "0.75", "0.60 to 0.86", "b", "1"], table.Rows[1].Take(5));
        Assert.Equal("c", table.Rows[2][3]);
        Assert.StartsWith("'A' is best: every other is lower by more than chance explains (95 %, corrected for 3 pairs).", table.Verdict[0], StringComparison.Ordinal);
    }

    [Fact]
    public void ForReading_Interval_IsSaidToBeOverOtherSeedsOnlyWhereThereAreSeveral()
    {
        var (one, two, both) = (IntervalNote(1, 1), IntervalNote(2, 2), IntervalNote(2, 1));

        Assert.StartsWith("The interval is of one row alone, with the one network that was trained, over other images of the same kind; rows whose", one, StringComparison.Ordinal);
        Assert.StartsWith("The interval is of one row alone, over other seeds and other images of the same kind; rows whose", two, StringComparison.Ordinal);
        Assert.StartsWith("The interval is of one row alone, over other seeds and other images of the same kind (of a row with one seed, over other images only); rows whose", both, StringComparison.Ordinal);
    }

    private static string IntervalNote(params int[] seeds) => Assert.Single(
        ResultTable.ForReading(MadeUpResults.Measured([.. seeds.Select((count, place) => ($"{place}", Enumerable.Repeat(Repeat("1110", 10), count).ToArray()))])).Notes,
        note => note.StartsWith("The interval", StringComparison.Ordinal));

    private static ResultTable ForFiles(SuiteResult result) => ResultTable.ForFiles(result, SuiteComparison.Of(result, TechniqueSummary.Of(result)));

    private static string Repeat(string text, int times) => string.Concat(Enumerable.Repeat(text, times));
}
