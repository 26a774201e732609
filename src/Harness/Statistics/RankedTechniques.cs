namespace Harness.Statistics;

/// <summary>Techniques that were measured on the same images or splits: which are best, and which cannot be told apart. Two without a pair, such as those
/// without a common seed, were not compared: they are neither tied nor is one of them lower, and they share no letter. Which of two is lower, their pair alone says: their
/// means may be over different seeds.</summary>
/// <param name="Means">The accuracy of each technique, mean over its runs; NaN for one that was not measured.</param>
/// <param name="Intervals">For each a 95 % interval for its accuracy; null if nothing is known about single images.</param>
/// <param name="Paired">The pairs that can be compared.</param>
/// <param name="Groups">Groups of techniques that were all compared with one another and cannot be told apart, as places: <see cref="Leader"/> first, and then
/// the highest mean; the first group is that of the best. Empty where nothing was compared, and where there would be too many (<see cref="LacksGroups"/>).</param>
public sealed record RankedTechniques(
    IReadOnlyList<double> Means, IReadOnlyList<Interval?> Intervals, PairedComparison Paired, IReadOnlyList<IReadOnlyList<int>> Groups)
{
    /// <summary>Nothing was compared.</summary>
    public static RankedTechniques None { get; } = new([], [], PairedComparison.None, []);

    /// <summary>The pairs that can be compared.</summary>
    public IReadOnlyList<TechniquePair> Pairs => Paired.Pairs;

    /// <summary>The technique with the highest mean of those that have a pair and are lower than no other by more than chance explains; null if nothing can be
    /// compared, and if each is lower than another.</summary>
    public int? Leader => LeaderOf(Ranking(), Pairs);

    /// <summary><see cref="Leader"/>, and then those that were compared with it and cannot be told from it, the highest mean first; empty if there is none.</summary>
    public IReadOnlyList<int> Best => Leader is { } leader ? TiedWith(leader) : [];

    /// <summary>The techniques with a higher mean than <see cref="Leader"/>, the highest first: each has a pair under whose seeds it is lower by more than chance
    /// explains. Empty where all have the same seeds.</summary>
    public IReadOnlyList<int> Overtaken => Leader is { } leader ? [.. Ranking().TakeWhile(place => Means[place] > Means[leader])] : [];

    /// <summary>The techniques that were measured and have no pair with <see cref="Leader"/>, in the order of the suite; empty if there is none.</summary>
    public IReadOnlyList<int> NotCompared => Leader is { } leader ? [.. Measured.Except(PairsOf(leader).SelectMany(Places).Append(leader))] : [];

    /// <summary>Whether techniques were compared and there are more groups of them than <see cref="LetterGroups.Maximum"/>, so that none has a letter.</summary>
    public bool LacksGroups => Groups.Count == 0 && Pairs.Count > 0;

    /// <summary>Whether every two techniques that were measured have a pair.</summary>
    public bool AreAllCompared => Pairs.Count == Measured.Count() * (Measured.Count() - 1) / 2;

    private IEnumerable<int> Measured => Enumerable.Range(0, Means.Count).Where(place => !double.IsNaN(Means[place]));

    /// <summary>Compares techniques.</summary>
    /// <param name="means">The accuracy of each, mean over its runs.</param>
    /// <param name="right">What each is right on; may be empty for some.</param>
    /// <returns>The comparison.</returns>
    public static RankedTechniques Of(IReadOnlyList<double> means, IReadOnlyList<RightImages> right) =>
        Of(means, [.. right.Select(one => one.AccuracyInterval())], PairedComparison.Of(right));

    /// <summary>Ranks techniques that have been compared.</summary>
    /// <param name="means">The accuracy of each, mean over its runs.</param>
    /// <param name="intervals">A 95 % interval of each; null for none.</param>
    /// <param name="paired">The pairs that can be compared.</param>
    /// <returns>The comparison.</returns>
    internal static RankedTechniques Of(IReadOnlyList<double> means, IReadOnlyList<Interval?> intervals, PairedComparison paired) =>
        new(means, intervals, paired, GroupsOf(means, paired.Pairs));

    /// <summary>The groups of a technique as letters.</summary>
    /// <param name="place">Its place.</param>
    /// <returns>For example <c>ab</c>; empty if it was not compared, and where there are too many groups.</returns>
    public string Letters(int place) => string.Concat(Groups.Select((group, index) => group.Contains(place) ? LetterGroups.Letter(index) : ""));

    /// <summary>The techniques that can be compared with any other, from the highest mean to the lowest.</summary>
    /// <returns>Their places.</returns>
    public IReadOnlyList<int> Ranking() => Ranking(Means, Pairs);

    /// <summary>The pairs of a technique.</summary>
    /// <param name="place">Its place.</param>
    /// <returns>One for each technique that it was compared with.</returns>
    public IEnumerable<TechniquePair> PairsOf(int place) => Pairs.Where(pair => pair.First == place || pair.Second == place);

    /// <summary>The two with the highest means that can be compared.</summary>
    /// <returns>Their pair; null if there is none.</returns>
    public TechniquePair? ClosestRivals() => Pairs.OrderByDescending(pair => Math.Min(Means[pair.First], Means[pair.Second]))
        .ThenByDescending(pair => Math.Max(Means[pair.First], Means[pair.Second])).FirstOrDefault();

    /// <summary>How many images or seeds it takes to see a difference between two that vary like a pair, tested together with all pairs.</summary>
    /// <param name="pair">The pair.</param>
    /// <returns>The estimate.</returns>
    public PowerEstimate PowerOf(TechniquePair pair) => pair.Sample is { Varies: true } sample
        ? PowerEstimate.Of(sample, Paired.Prior, Pairs.Count)
        : PowerEstimate.Of(new McNemarTest((int)pair.OnlyFirst, (int)pair.OnlySecond, pair.Images), Pairs.Count);

    private static IReadOnlyList<IReadOnlyList<int>> GroupsOf(IReadOnlyList<double> means, IReadOnlyList<TechniquePair> pairs)
    {
        var ranking = Ranking(means, pairs);
        List<int> places = LeaderOf(ranking, pairs) is { } leader ? [leader, .. ranking.Where(place => place != leader)] : [.. ranking];
        var alike = pairs.Where(pair => !pair.Differs).Select(pair => (pair.First, pair.Second)).ToHashSet();
        bool Apart(int one, int other) => !alike.Contains((places[one], places[other])) && !alike.Contains((places[other], places[one]));
        return [.. (LetterGroups.Of(places.Count, Apart) ?? []).Select(group => (IReadOnlyList<int>)[.. group.Select(index => places[index])])];
    }

    private static IReadOnlyList<int> Ranking(IReadOnlyList<double> means, IReadOnlyList<TechniquePair> pairs) =>
        [.. pairs.SelectMany(Places).Distinct().OrderByDescending(place => means[place]).ThenBy(place => place)];

    // The first of the ranking, unless a pair says that it is lower: seeds that only one of two has may have favored it.
    private static int? LeaderOf(IReadOnlyList<int> ranking, IReadOnlyList<TechniquePair> pairs)
    {
        var lower = pairs.Where(pair => pair.Differs).Select(pair => pair.Lower).ToHashSet();
        return ranking.Where(place => !lower.Contains(place)).Select(place => (int?)place).FirstOrDefault();
    }

    // Not only the first group: two techniques that cannot be told apart from the best may well differ from each other.
    private List<int> TiedWith(int leader)
    {
        var tied = PairsOf(leader).Where(pair => !pair.Differs).SelectMany(Places).Where(place => place != leader);
        return [leader, .. Ranking().Intersect(tied)];
    }

    private static IEnumerable<int> Places(TechniquePair pair) => [pair.First, pair.Second];
}
