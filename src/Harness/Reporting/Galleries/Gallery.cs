using Harness.Running.Collecting;

namespace Harness.Reporting.Galleries;

/// <summary>The validation images that a page shows, out of all there are: a sample, the most confident mistakes of each technique, what one gets right
/// and another wrong, and what most get wrong.</summary>
/// <param name="Techniques">The techniques with predictions, in the suite's order.</param>
/// <param name="Images">The images, as places in the list of validation images, in its order.</param>
/// <param name="Sample">Those of them that show the data as it is, in the same order.</param>
/// <param name="Hardest">How many of all validation images more than half of the techniques get wrong.</param>
internal sealed record Gallery(IReadOnlyList<TechniquePredictions> Techniques, IReadOnlyList<int> Images, IReadOnlyList<int> Sample, int Hardest)
{
    /// <summary>The maximum number of images: with their pictures they take about two megabytes.</summary>
    public const int Maximum = 240;

    // A page is to open at once.
    private const int MaximumPredictions = 200_000;

    /// <summary>Chooses images: the same ones for the same predictions.</summary>
    /// <param name="result">The suite's result.</param>
    /// <param name="techniques">Its techniques.</param>
    /// <returns>The gallery; null if nothing is known about single images.</returns>
    public static Gallery? Of(SuiteResult result, IReadOnlyList<TechniqueSummary> techniques)
    {
        List<TechniquePredictions> known = [.. techniques.Select(technique => TechniquePredictions.Of(result, technique)).OfType<TechniquePredictions>()];
        if (known.Count == 0) return null;
        List<int> sample = [.. SampleImages.Spread(result.ValidLabels.Count)];
        var hardest = WrongForMost(known, result.ValidLabels.Count);
        var lists = known.Select(technique => technique.Mistakes).Append(hardest).Concat(Differing(known));
        var number = Math.Min(Maximum, MaximumPredictions / known.Sum(technique => technique.Runs.Count));
        return new(known, [.. sample.Concat(InTurn([.. lists])).Distinct().Take(number).Order()], sample, hardest.Count);
    }

    /// <summary>The images that a technique gets right and another wrong, the other's most confident mistake first.</summary>
    /// <param name="right">The technique that is right.</param>
    /// <param name="wrong">The one that is wrong.</param>
    /// <returns>Their places in the list of validation images.</returns>
    public static IReadOnlyList<int> RightAndWrong(TechniquePredictions right, TechniquePredictions wrong) => [.. wrong.Mistakes.Where(right.IsRight)];

    private static IEnumerable<IReadOnlyList<int>> Differing(IReadOnlyList<TechniquePredictions> techniques) =>
        from right in techniques
        from wrong in techniques
        where right != wrong
        select RightAndWrong(right, wrong);

    // About which most techniques are wrong: the images that are difficult, or in the wrong folder.
    private static IReadOnlyList<int> WrongForMost(IReadOnlyList<TechniquePredictions> techniques, int images) =>
    [
        .. Enumerable.Range(0, images).Select(image => (Image: image, Wrong: techniques.Count(technique => technique.IsWrong(image))))
            .Where(pair => 2 * pair.Wrong > techniques.Count)
            .OrderByDescending(pair => pair.Wrong).ThenByDescending(pair => techniques.Sum(technique => technique.WrongProbability(pair.Image))).ThenBy(pair => pair.Image)
            .Select(pair => pair.Image),
    ];

    // The first of each list, then the second of each, and so on: every list is shown from its start.
    private static IEnumerable<int> InTurn(IReadOnlyList<IReadOnlyList<int>> lists) =>
        from place in Enumerable.Range(0, lists.Max(list => list.Count))
        from list in lists
        where place < list.Count
        select list[place];
}
