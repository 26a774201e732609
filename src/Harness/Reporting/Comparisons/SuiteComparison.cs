using Harness.Running;
using Harness.Statistics;

namespace Harness.Reporting.Comparisons;

/// <summary>What the validation images say of the techniques of a suite: which are best, and which cannot be told apart.</summary>
/// <param name="Techniques">All techniques, in the suite's order.</param>
/// <param name="Intervals">For each a 95 % interval for its accuracy; null where nothing is known of single images. Empty in a dry run.</param>
/// <param name="Paired">The pairs that can be compared.</param>
/// <param name="Groups">Groups of techniques that cannot be told apart, as places in the suite, the highest mean first; the first group is that of the best.</param>
internal sealed record SuiteComparison(
    IReadOnlyList<TechniqueSummary> Techniques, IReadOnlyList<Interval?> Intervals, PairedComparison Paired, IReadOnlyList<IReadOnlyList<int>> Groups)
{
    /// <summary>The pairs that can be compared.</summary>
    public IReadOnlyList<TechniquePair> Pairs => Paired.Pairs;

    /// <summary>Whether there is anything of single images to tell.</summary>
    public bool HasIntervals => Intervals.Any(interval => interval is not null);

    /// <summary>The technique with the highest mean and those that cannot be told from it, the highest mean first; empty where nothing can be compared.</summary>
    public IReadOnlyList<TechniqueSummary> Best => Groups.Count == 0 ? [] : [.. TiedWithBest().Select(place => Techniques[place])];

    /// <summary>The groups of a technique as letters.</summary>
    /// <param name="technique">Its place in the suite.</param>
    /// <returns>For example <c>ab</c>; empty where it was not compared.</returns>
    public string Letters(int technique) =>
        string.Concat(Groups.Select((group, index) => group.Contains(technique) ? LetterGroups.Letter(index) : ""));

    /// <summary>The techniques that can be compared, from the highest mean to the lowest.</summary>
    /// <returns>Their places in the suite.</returns>
    public IReadOnlyList<int> Ranking() => [.. Groups.SelectMany(group => group).Distinct().OrderByDescending(Mean).ThenBy(place => place)];

    /// <summary>A 95 % interval for the accuracy of a technique.</summary>
    /// <param name="technique">Its place in the suite.</param>
    /// <returns>The interval; null where there is none.</returns>
    public Interval? AccuracyInterval(int technique) => Intervals.Count == 0 ? null : Intervals[technique];

    /// <summary>The two with the highest means that can be compared.</summary>
    /// <returns>Their pair; null where there is none.</returns>
    public TechniquePair? ClosestRivals() => Pairs.OrderByDescending(pair => Math.Min(Mean(pair.First), Mean(pair.Second)))
        .ThenByDescending(pair => Math.Max(Mean(pair.First), Mean(pair.Second))).FirstOrDefault();

    /// <summary>How many images or seeds it takes to see a difference between two that vary like a pair.</summary>
    /// <param name="pair">The pair.</param>
    /// <returns>The estimate.</returns>
    public PowerEstimate PowerOf(TechniquePair pair) => pair.Sample is { } sample
        ? PowerEstimate.Of(sample, Paired.Prior)
        : PowerEstimate.Of(new McNemarTest((int)pair.OnlyFirst, (int)pair.OnlySecond, pair.Images));

    /// <summary>Compares the techniques of a suite.</summary>
    /// <param name="result">The suite's result.</param>
    /// <param name="techniques">Its techniques.</param>
    /// <returns>Nothing is compared in a dry run, whose numbers mean nothing.</returns>
    public static SuiteComparison Of(SuiteResult result, IReadOnlyList<TechniqueSummary> techniques)
    {
        if (result.DryBatches is not null) return new(techniques, [], PairedComparison.None, []);
        List<RightImages> right = [.. techniques.Select(technique => RightOf(result, technique))];
        var paired = PairedComparison.Of(right);
        return new(techniques, right.ConvertAll(one => one.AccuracyInterval()), paired, GroupsOf(techniques, paired.Pairs));
    }

    // An accuracy that is a mean over tasks is not the fraction of right images, and what is said of the one does not hold for the other.
    private static RightImages RightOf(SuiteResult result, TechniqueSummary technique)
    {
        const double Rounding = 1e-6;
        var labels = result.ValidLabels;
        var runs = technique.CompleteRuns.Where(run => run.ValidPredictions.Count == labels.Count && labels.Count > 0).ToList();
        var right = runs.ToDictionary(run => run.Seed, run => run.ValidPredictions.Select((prediction, image) => prediction.ClassIndex == labels[image]).ToArray());
        return new(runs.All(run => Math.Abs(RightImages.Share(right[run.Seed]) - run.Epochs[run.KeptEpoch].ValidAccuracy) < Rounding) ? right : []);
    }

    private static IReadOnlyList<IReadOnlyList<int>> GroupsOf(IReadOnlyList<TechniqueSummary> techniques, IReadOnlyList<TechniquePair> pairs)
    {
        var places = pairs.SelectMany(pair => new[] { pair.First, pair.Second }).Distinct()
            .OrderByDescending(place => techniques[place].KeptAccuracy!.Mean).ThenBy(place => place).ToList();
        var different = pairs.Where(pair => pair.Differs).Select(pair => (pair.First, pair.Second)).ToHashSet();
        bool Differ(int one, int other) => different.Contains((places[one], places[other])) || different.Contains((places[other], places[one]));
        return [.. LetterGroups.Of(places.Count, Differ).Select(group => (IReadOnlyList<int>)[.. group.Select(index => places[index])])];
    }

    // Not the first group alone: two techniques that cannot be told from the best may well differ from each other.
    private List<int> TiedWithBest()
    {
        var best = Groups[0][0];
        var worse = Pairs.Where(pair => pair.Differs && (pair.First == best || pair.Second == best)).Select(pair => pair.First == best ? pair.Second : pair.First);
        return [.. Ranking().Except(worse)];
    }

    private double Mean(int place) => Techniques[place].KeptAccuracy!.Mean;
}
