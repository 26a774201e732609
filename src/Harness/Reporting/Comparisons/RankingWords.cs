using Harness.Statistics;

namespace Harness.Reporting.Comparisons;

/// <summary>Says in words what a ranking of techniques supports and what it does not.</summary>
internal static class RankingWords
{
    // More names would bury the sentence; the table has the letters.
    private const int NamesListed = 4;

    /// <summary>Says who is best, or tied with the best, who has a higher mean all the same, and who was not compared with the best.</summary>
    /// <param name="ranked">The techniques, some of which could be compared.</param>
    /// <param name="names">The name of each as used in a sentence.</param>
    /// <param name="lacking">What two that were not compared lack; null for the usual.</param>
    /// <param name="common">What two that were compared both have.</param>
    /// <returns>One to three sentences.</returns>
    public static IEnumerable<string> Best(RankedTechniques ranked, IReadOnlyList<string> names, string? lacking = null, string common = "seeds")
    {
        var certainty = ranked.Pairs.Count == 1 ? "(95 %)" : Format.Invariant($"(95 %, corrected for {ranked.Pairs.Count:N0} pairs)");
        if (ranked.Leader is not { } leader)
        {
            yield return $"None is best: on the {common} that both have, each is lower than another by more than chance explains {certainty}.";
            yield break;
        }
        var (name, apart, overtaken) = (names[leader], ranked.NotCompared, ranked.Overtaken);
        yield return apart.Count == 0 && (overtaken.Count == 0 || ranked.Best.Count == 1) ? BestOfAll(ranked, names, certainty) : BestOfSome(ranked, names, certainty);
        if (overtaken.Count > 0) yield return Overtaken(ranked, leader, names, common);
        if (apart.Count > 0) yield return $"Not compared with {name}, and so neither tied with it nor lower, since {lacking ?? Lacking(ranked, apart)}: {Listed(apart, names)}.";
    }

    private static string Lacking(RankedTechniques ranked, IReadOnlyList<int> apart) =>
        apart.Any(place => ranked.Intervals[place] is null) ? "there is no common seed, or the accuracy is a mean over tasks" : "there is no common seed";

    private static string Overtaken(RankedTechniques ranked, int leader, IReadOnlyList<string> names, string common)
    {
        var overtaken = ranked.Overtaken;
        var lower = ranked.PairsOf(leader).Where(pair => pair.Differs).Select(pair => pair.Lower).ToHashSet();
        return $"{Listed(overtaken, names)} {(overtaken.Count == 1 ? "has" : "have")} a higher mean than {names[leader]}, but {(overtaken.Count == 1 ? "is" : "each is")} lower "
            + $"{(overtaken.All(lower.Contains) ? "" : "than another ")}by more than chance explains on the {common} that both have.";
    }

    private static string BestOfAll(RankedTechniques ranked, IReadOnlyList<string> names, string certainty)
    {
        var best = ranked.Best;
        var name = names[best[0]];
        var others = ranked.PairsOf(best[0]).Count();
        if (best.Count == 1)
            return others == 1 ? $"{name} is better than the other by more than chance explains {certainty}." : $"{name} is best: every other is lower by more than chance explains {certainty}.";
        return best.Count == others + 1
            ? $"No winner: {name} has the highest accuracy, but none can be told from it {certainty}."
            : $"No single winner: {name} has the highest accuracy, but {Listed([.. best.Skip(1)], names)} cannot be told from it; the rest is lower by more than chance explains {certainty}.";
    }

    // The others may be higher, or have a higher mean.
    private static string BestOfSome(RankedTechniques ranked, IReadOnlyList<string> names, string certainty)
    {
        var best = ranked.Best;
        var name = names[best[0]];
        if (best.Count == 1) return $"{name} is higher than all that were compared with it by more than chance explains {certainty}.";
        return best.Count == ranked.PairsOf(best[0]).Count() + 1
            ? $"No winner: none that was compared with {name} can be told from it {certainty}."
            : $"No single winner: of those that were compared with {name}, {Listed([.. best.Skip(1)], names)} cannot be told from it; the others are lower by more than chance explains {certainty}.";
    }

    /// <summary>Says why there are no letters though techniques were compared.</summary>
    /// <param name="ranked">The techniques.</param>
    /// <returns>A sentence, or none.</returns>
    public static IEnumerable<string> NoLetters(RankedTechniques ranked) => ranked.LacksGroups
        ? [Format.Invariant($"No row has a letter: there would be more than {LetterGroups.Maximum:N0} groups of rows that cannot be told apart. What is said about the best, and about single pairs, still holds.")]
        : [];

    /// <summary>Says where networks were compared and not techniques.</summary>
    /// <param name="ranked">The techniques.</param>
    /// <returns>A sentence, or none.</returns>
    public static IEnumerable<string> OneSeed(RankedTechniques ranked)
    {
        if (ranked.Pairs.All(pair => pair.Seeds > 1)) yield break;
        yield return ranked.Pairs.All(pair => pair.Seeds == 1)
            ? "This holds for the networks that were trained, one per technique, and not yet for the techniques: that takes several seeds."
            : "Pairs with a single common seed are compared as two networks, not as two techniques.";
    }

    /// <summary>Says how many images or seeds it takes to decide between the two best.</summary>
    /// <param name="ranked">The techniques.</param>
    /// <returns>A line, or none.</returns>
    public static IEnumerable<string> Power(RankedTechniques ranked)
    {
        if (ranked.ClosestRivals() is not { } rivals) yield break;
        var estimate = ranked.PowerOf(rivals);
        yield return $"Between the two highest{(ranked.AreAllCompared ? "" : " that were compared")}, a difference of one point (0.01) would be seen four times out of five with {Needed(estimate, 0.01)}; half a point with {Needed(estimate, 0.005)}."
            + (estimate.Pairs == 1 ? "" : Format.Invariant($" Seen means a p value of at most 0.05 / {estimate.Pairs:N0}, the strictest that the correction for {estimate.Pairs:N0} pairs asks for."));
    }

    private static string Needed(PowerEstimate estimate, double difference)
    {
        var images = estimate.ImagesFor(difference) is { } count ? $"about {Format.Count(Rounded(count), "validation image")}" : null;
        if (estimate.Seeds == 1) return images ?? "no number of validation images";
        var (theseSeeds, theseImages) = (Format.Invariant($"these {estimate.Seeds} seeds"), $"these {Format.Count(estimate.Images, "image")}");
        var seeds = estimate.SeedsFor(difference) is { } number ? Format.Count(number, "seed") : null;
        return (images, seeds) switch
        {
            (null, null) => estimate.BothFor(difference) is { } both
                ? $"more of both, such as {Format.Count(both.Seeds, "seed")} and about {Format.Count(Rounded(both.Images), "validation image")}"
                : "far more seeds and images",
            (null, _) => $"{seeds} and {theseImages} (with {theseSeeds} no number of images is enough)",
            (_, null) => $"{images} and {theseSeeds} (with {theseImages} no number of seeds is enough)",
            _ => $"{images} and {theseSeeds}, or {seeds} and {theseImages}",
        };
    }

    // To two digits: it is an estimate.
    private static long Rounded(long count)
    {
        var unit = (long)Math.Pow(10, Math.Max(0, Math.Floor(Math.Log10(count)) - 1));
        return (count + (unit / 2)) / unit * unit;
    }

    private static string Listed(IReadOnlyList<int> places, IReadOnlyList<string> names) =>
        places.Count <= NamesListed ? Join([.. places.Select(place => names[place])]) : Format.Count(places.Count, "other");

    private static string Join(IReadOnlyList<string> names) => names.Count == 1 ? names[0] : $"{string.Join(", ", names.SkipLast(1))} and {names[^1]}";
}
