using Harness.Running.Collecting;
using Harness.Statistics;

namespace Harness.Reporting.Comparisons;

/// <summary>What the validation images say about the techniques of a suite.</summary>
/// <param name="Techniques">All techniques, in the suite's order.</param>
/// <param name="Ranked">Which are best, and which cannot be told apart; nothing in a dry run.</param>
internal sealed record SuiteComparison(IReadOnlyList<TechniqueSummary> Techniques, RankedTechniques Ranked)
{
    // Several files of a report need them, and are written side by side; the console's table mostly needs none.
    private IReadOnlyList<Lazy<IReadOnlyList<ConfusionMatrix>>> Matrices { get; init; } = [];

    /// <summary>The pairs that can be compared.</summary>
    public IReadOnlyList<TechniquePair> Pairs => Ranked.Pairs;

    /// <summary>Whether anything is known about single images.</summary>
    public bool HasIntervals => Ranked.Intervals.Any(interval => interval is not null);

    /// <summary>Whether any techniques have letters.</summary>
    public bool HasGroups => Ranked.Groups.Count > 0;

    /// <summary>The technique with the highest mean of those that are lower than no other, and those that cannot be told from it; empty if nothing can be compared.</summary>
    public IReadOnlyList<TechniqueSummary> Best => [.. Ranked.Best.Select(place => Techniques[place])];

    /// <summary>The techniques that were measured and have no seed in common with the first of <see cref="Best"/>.</summary>
    public IReadOnlyList<TechniqueSummary> NotCompared => [.. Ranked.NotCompared.Select(place => Techniques[place])];

    /// <summary>The groups of a technique as letters.</summary>
    /// <param name="technique">Its place in the suite.</param>
    /// <returns>For example <c>ab</c>; empty if it was not compared, and where there are too many groups.</returns>
    public string Letters(int technique) => Ranked.Letters(technique);

    /// <summary>The techniques that can be compared, from the highest mean to the lowest.</summary>
    /// <returns>Their places in the suite.</returns>
    public IReadOnlyList<int> Ranking() => Ranked.Ranking();

    /// <summary>A 95 % interval for the accuracy of a technique.</summary>
    /// <param name="technique">Its place in the suite.</param>
    /// <returns>The interval; null if there is none.</returns>
    public Interval? AccuracyInterval(int technique) => Ranked.Intervals.Count == 0 ? null : Ranked.Intervals[technique];

    /// <summary>The confusion matrices of a technique's finished runs, made once for all who ask.</summary>
    /// <param name="technique">Its place in the suite.</param>
    /// <returns>One for each run that has predictions.</returns>
    public IReadOnlyList<ConfusionMatrix> ConfusionMatrices(int technique) => Matrices[technique].Value;

    /// <summary>Compares the techniques of a suite.</summary>
    /// <param name="result">The suite's result.</param>
    /// <param name="techniques">Its techniques.</param>
    /// <returns>Nothing is compared in a dry run, whose numbers mean nothing.</returns>
    public static SuiteComparison Of(SuiteResult result, IReadOnlyList<TechniqueSummary> techniques) => new(techniques, Rank(result, techniques))
    {
        Matrices = [.. techniques.Select(technique => new Lazy<IReadOnlyList<ConfusionMatrix>>(() => MatricesOf(result, technique)))],
    };

    private static RankedTechniques Rank(SuiteResult result, IReadOnlyList<TechniqueSummary> techniques) => result.DryBatches is not null
        ? RankedTechniques.None
        : RankedTechniques.Of([.. techniques.Select(technique => technique.KeptAccuracy?.Mean ?? double.NaN)], [.. techniques.Select(technique => RightOf(result, technique))]);

    private static IReadOnlyList<ConfusionMatrix> MatricesOf(SuiteResult result, TechniqueSummary technique) =>
        [.. technique.RunsWithPredictions(result).Select(run => ConfusionMatrix.Of(result.ValidLabels, [.. run.ValidPredictions.Select(prediction => prediction.ClassIndex)], result.Classes.Count))];

    // An accuracy that is a mean over tasks is not the fraction of right images, and what is said about the one does not hold for the other.
    private static RightImages RightOf(SuiteResult result, TechniqueSummary technique)
    {
        const double Rounding = 1e-6;
        var labels = result.ValidLabels;
        var runs = technique.RunsWithPredictions(result);
        var right = runs.ToDictionary(run => run.Seed, run => run.ValidPredictions.Select((prediction, image) => prediction.ClassIndex == labels[image]).ToArray());
        return new(runs.All(run => Math.Abs(RightImages.Share(right[run.Seed]) - run.Epochs[run.KeptEpoch].ValidAccuracy) < Rounding) ? right : []);
    }
}
