using Harness.Data.Labels;
using Harness.Data.Quality;
using Harness.Reporting;
using Harness.Reporting.Comparisons;
using Harness.Running.Collecting;
using Harness.Tests.Results;

namespace Harness.Tests.Reporting.Comparisons;

public sealed class SuiteComparisonTests
{
    private static readonly string Good = Repeat("1", 40);
    private static readonly string Middle = Repeat("1110", 10);
    private static readonly string Bad = Repeat("1000", 10);

    [Fact]
    public void Of_OneBest_NamesItAlone()
    {
        var comparison = Compare(MadeUpResults.Measured(("bad", [Bad]), ("good", [Good]), ("middle", [Middle])));

        Assert.Equal(["good"], comparison.Best.Select(technique => technique.Technique.Name));
        Assert.Equal(["c", "a", "b"], Enumerable.Range(0, 3).Select(comparison.Letters));
        Assert.Equal([1, 2, 0], comparison.Ranking());
    }

    [Fact]
    public void Of_TwoThatAreAlike_AreBothBestAndTheOneWithTheHigherMeanFirst()
    {
        var nearly = "0" + Good[1..];
        var comparison = Compare(MadeUpResults.Measured(("nearly", [nearly]), ("good", [Good]), ("bad", [Bad])));

        Assert.Equal(["good", "nearly"], comparison.Best.Select(technique => technique.Technique.Name));
        Assert.Equal(["a", "a", "b"], Enumerable.Range(0, 3).Select(comparison.Letters));
    }

    [Fact]
    public void Of_PredictionsThatAreNotWhatTheAccuracyIsOf_ComparesNothing()
    {
        var comparison = Compare(MadeUpResults.Suite(["A", "B"], seeds: 2, epochs: 1));

        Assert.Empty(comparison.Pairs);
        Assert.Empty(comparison.Best);
        Assert.Null(comparison.AccuracyInterval(0));
    }

    [Fact]
    public void Of_ADryRun_ComparesNothing() => Assert.Empty(Compare(MadeUpResults.Measured(("A", [Good]), ("B", [Bad])) with { DryBatches = 2 }).Ranked.Groups);

    [Fact]
    public void Of_SeveralSeeds_IntervalsStayWithinZeroAndOne()
    {
        var comparison = Compare(MadeUpResults.Measured(("A", [Good, Good, "0" + Good[1..]]), ("B", [Bad, Bad, Bad])));

        var interval = comparison.AccuracyInterval(0)!.Value;
        Assert.InRange(interval.Low, 0.5, 0.98);
        Assert.InRange(interval.High, 0.99, 1);
    }

    [Fact]
    public void ConfusionMatrices_AskedTwice_AreMadeOnce()
    {
        var comparison = Compare(MadeUpResults.Measured(("A", [Good, Bad]), ("B", [Bad, Bad])));

        Assert.Equal(2, comparison.ConfusionMatrices(1).Count);
        Assert.Same(comparison.ConfusionMatrices(1), comparison.ConfusionMatrices(1));
        Assert.Equal((0.5, 0), (comparison.ConfusionMatrices(0)[1].Recall(0), comparison.ConfusionMatrices(0)[1].Recall(1)));
    }

    [Fact]
    public void Verdict_ManyCopies_SaysSoFirst()
    {
        var result = MadeUpResults.Measured(("A", [Good]), ("B", [Bad])) with { Quality = DataQuality.Unknown with { Copies = ["42 of 58 are copies."], HasManyCopies = true } };

        Assert.Equal("42 of 58 are copies.", Sentences(result)[0]);
        Assert.DoesNotContain("42 of 58 are copies.", ResultTable.ForReading(result).Notes);
    }

    [Fact]
    public void Verdict_SaysWhoIsBestAndOfWhatItIsSaid()
    {
        var one = Sentences(MadeUpResults.Measured(("A", [Good]), ("B", [Bad])));
        var tied = Sentences(MadeUpResults.Measured(("A", [Good, Good]), ("B", [Good, "0" + Good[1..]]), ("C", [Bad, Bad])));
        var none = Sentences(MadeUpResults.Measured(("A", [Good, Good]), ("B", [Good, "0" + Good[1..]])));

        Assert.Equal("'A' is better than the other by more than chance explains (95 %).", one[0]);
        Assert.StartsWith("This holds for the networks", one[1], StringComparison.Ordinal);
        Assert.Equal("No single winner: 'A' has the highest accuracy, but 'B' cannot be told from it; the rest is lower by more than chance explains (95 %, corrected for 3 pairs).", tied[0]);
        Assert.Equal("No winner: 'A' has the highest accuracy, but none can be told from it (95 %).", none[0]);
        Assert.Contains("a difference of one point (0.01) would be seen four times out of five", tied[^1]);
    }

    [Fact]
    public void Verdict_NoCommonSeed_NamesWhoWasNotCompared()
    {
        var nearly = "0" + Good[1..];
        var tied = Sentences(WithoutFirstSeed(MadeUpResults.Measured(("A", [Good]), ("B", [nearly, nearly]), ("C", [Bad, Bad])), 2));
        var better = Sentences(WithoutFirstSeed(MadeUpResults.Measured(("A", [Good]), ("B", [Bad, Bad]), ("C", [Bad, Bad])), 2));
        var mixed = Sentences(WithoutFirstSeed(MadeUpResults.Measured(("A", [Good]), ("B", [nearly, nearly]), ("D", [Bad, Bad]), ("C", [Bad, Bad])), 3));

        Assert.Equal("No winner: none that was compared with 'A' can be told from it (95 %, corrected for 2 pairs).", tied[0]);
        Assert.Equal("Not compared with 'A', and so neither tied with it nor lower, since there is no common seed: 'C'.", tied[1]);
        Assert.StartsWith("Between the two highest that were compared, a difference", tied[^1], StringComparison.Ordinal);
        Assert.Equal("'A' is higher than all that were compared with it by more than chance explains (95 %, corrected for 2 pairs).", better[0]);
        Assert.StartsWith("No single winner: of those that were compared with 'A', 'B' cannot be told from it; the others are lower by more than", mixed[0], StringComparison.Ordinal);
    }

    [Fact]
    public void Report_NoCommonSeed_SaysNotComparedInMatrixAndNotes()
    {
        var result = WithoutFirstSeed(MadeUpResults.Measured(("A", [Good]), ("B", [Middle, Middle]), ("C", [Bad, Bad])), 2);

        var matrix = PairMatrix.Of(result, Compare(result))!;

        Assert.Equal("not compared", matrix.Rows[2][1]);
        Assert.EndsWith("Two without a common seed were not compared.", matrix.Legend, StringComparison.Ordinal);
        Assert.Contains(ResultTable.ForReading(result).Notes, note => note.EndsWith("Rows without a common seed were not compared and share no letter.", StringComparison.Ordinal));
        Assert.Equal(["C"], Compare(result).NotCompared.Select(technique => technique.Technique.Name));
    }

    [Fact]
    public void Verdict_SeveralPairs_SaysThatThePowerAllowsForThem()
    {
        var three = Sentences(MadeUpResults.Measured(("A", [Good]), ("B", ["0" + Good[1..]]), ("C", [Bad])));

        Assert.EndsWith(" Seen means a p value of at most 0.05 / 3, the strictest that the correction for 3 pairs asks for.", three[^1], StringComparison.Ordinal);
        Assert.DoesNotContain("allows", Sentences(MadeUpResults.Measured(("A", [Good]), ("B", [Bad])))[^1], StringComparison.Ordinal);
    }

    // From images that all turned out alike it does not follow that one is enough.
    [Fact]
    public void Verdict_NothingDiffers_AsksForManyImages() =>
        Assert.Matches(@"with about [\d,]{2,} validation images; half", Sentences(MadeUpResults.Measured(("A", [Good]), ("B", [Good])))[^1]);

    [Fact]
    public void Matrix_Legend_SaysWhatSignsMean()
    {
        var result = MadeUpResults.Measured(("bad", [Bad]), ("good", [Good]));

        Assert.Contains("(+ where the row is higher, − where it is lower)", PairMatrix.Of(result, Compare(result))!.Legend, StringComparison.Ordinal);
    }

    [Fact]
    public void Matrix_HasEveryPairOnceWithTheSignOfTheRow()
    {
        var result = MadeUpResults.Measured(("bad", [Bad]), ("good", [Good]));

        var matrix = PairMatrix.Of(result, Compare(result))!;

        Assert.Equal(["", "1"], matrix.Heads);
        Assert.Equal(["1 good", ""], matrix.Rows[0]);
        Assert.StartsWith("−0.75 (−0.8", matrix.Rows[1][1], StringComparison.Ordinal);
        Assert.EndsWith("p < 0.001 *", matrix.Rows[1][1], StringComparison.Ordinal);
    }

    [Fact]
    public void OneClass_ATechniqueThatNamesNothingElse_IsTold()
    {
        var result = MadeUpResults.Measured(("A", [Good]), ("majority", [Repeat("10", 20)]));

        Assert.Contains("'majority' names the same class for every image (daisy): it has learned to tell nothing apart.", ResultTable.ForReading(result).Notes);
        Assert.Contains("Always naming the largest class, daisy, would be right on 0.50 of the validation images.", ResultTable.ForReading(result).Notes);
    }

    [Fact]
    public void OneClass_ATechniqueThatIsNoBetter_IsTold()
    {
        var result = MadeUpResults.Measured(("A", [Good]), ("chance", [Repeat("1000", 10)]));

        Assert.Contains("'chance' is right no more often than that.", ResultTable.ForReading(result).Notes);
        Assert.DoesNotContain("'A' is right no more often than that.", ResultTable.ForReading(result).Notes);
    }

    // Such as with multi_task, where the accuracy is a mean over tasks.
    [Fact]
    public void OneClass_AnAccuracyThatIsNotOfSingleImages_IsNotHeldAgainstIt()
    {
        var result = MadeUpResults.Measured(("right", [Good]), ("chance", [Bad]), ("no classes", [Good]));
        var (right, chance, none) = (result.Techniques[0], result.Techniques[1], result.Techniques[2]);
        var changed = result with
        {
            Techniques = [WithAccuracy(right, 0.4), WithAccuracy(chance, 0.9), WithAccuracy(none with { Runs = [none.Runs[0] with { ValidPredictions = [] }] }, 0.4)],
        };

        Assert.Equal(["'chance' is right no more often than that."], ResultTable.ForReading(changed).Notes.Where(note => note.EndsWith("no more often than that.", StringComparison.Ordinal)));
    }

    [Fact]
    public void BaseRate_AccuraciesThatMayBeMeansOverTasks_IsUnknown()
    {
        var result = MadeUpResults.Measured(("A", [Good]));
        var labels = new LabelTable { File = "labels.csv", Columns = [new("color", ["blue", "red"])], Rows = new Dictionary<string, LabelRow>(), Hash = "" };

        Assert.Equal(0.5, OneClass.BaseRate(result));
        Assert.Null(OneClass.BaseRate(result with { Suite = result.Suite with { Data = result.Suite.Data with { Labels = labels } } }));
    }

    private static TechniqueResult WithAccuracy(TechniqueResult technique, double accuracy) => technique with
    {
        Runs = [.. technique.Runs.Select(run => run with { Epochs = [MadeUpEpochs.Of(0, 0.5, 0.25, 0.75, accuracy, 1.5)] })],
    };

    private static SuiteComparison Compare(SuiteResult result) => SuiteComparison.Of(result, TechniqueSummary.Of(result));

    private static SuiteResult WithoutFirstSeed(SuiteResult result, int technique) =>
        result with { Techniques = [.. result.Techniques.Select((made, place) => place == technique ? made with { Runs = [.. made.Runs.Skip(1)] } : made)] };

    private static List<string> Sentences(SuiteResult result) => [.. Verdict.For(result, Compare(result))];

    private static string Repeat(string text, int times) => string.Concat(Enumerable.Repeat(text, times));
}
