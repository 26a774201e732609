using Harness.Running.Collecting;
using Harness.Statistics;

namespace Harness.Reporting.Comparisons;

/// <summary>All differences as a table: the techniques from the highest accuracy to the lowest, each numbered, against the ones before it.</summary>
/// <param name="Legend">What a cell says.</param>
/// <param name="Heads">The heads of the columns.</param>
/// <param name="Rows">One for each technique that was compared; as many cells as heads.</param>
internal sealed record PairMatrix(string Legend, IReadOnlyList<string> Heads, IReadOnlyList<IReadOnlyList<string>> Rows)
{
    private const string NotCompared = "not compared";

    // A page is no wider; all pairs are in pairs.csv.
    private const int LargestWidth = 12;

    /// <summary>Makes the table.</summary>
    /// <param name="result">The suite's result.</param>
    /// <param name="comparison">Its comparison.</param>
    /// <returns>The table; null if there is nothing to compare, or too much for a page.</returns>
    public static PairMatrix? Of(SuiteResult result, SuiteComparison comparison)
    {
        var order = comparison.Ranking();
        if (order.Count is < 2 or > LargestWidth) return null;
        var pairs = comparison.Pairs.ToDictionary(pair => (pair.First, pair.Second));
        var rows = order.Select((place, rank) => Row(result, comparison, pairs, order, rank)).ToList();
        var legend = "Accuracy of the row minus that of the column (+ where the row is higher, − where it is lower), with its 95 % interval and its p value after correction for all pairs; "
            + "* where the two differ by more than chance explains.";
        return new(
            rows.Any(row => row.Contains(NotCompared)) ? $"{legend} Two without a common seed were not compared." : legend,
            ["", .. Enumerable.Range(1, order.Count - 1).Select(number => Format.Invariant($"{number}"))], rows);
    }

    private static List<string> Row(
        SuiteResult result, SuiteComparison comparison, Dictionary<(int First, int Second), TechniquePair> pairs, IReadOnlyList<int> order, int rank)
    {
        var place = order[rank];
        var name = Format.Invariant($"{rank + 1} {SingleLine.Of(comparison.Techniques[place].Technique.Name)}");
        var cells = order.SkipLast(1).Select((other, column) => column >= rank ? "" : Cell(result, pairs, place, other));
        return [name, .. cells];
    }

    private static string Cell(SuiteResult result, Dictionary<(int First, int Second), TechniquePair> pairs, int row, int column)
    {
        if (pairs.TryGetValue((row, column), out var pair)) return Cell(result, pair, pair.Difference, pair.Interval.Low, pair.Interval.High);
        return pairs.TryGetValue((column, row), out pair) ? Cell(result, pair, -pair.Difference, -pair.Interval.High, -pair.Interval.Low) : NotCompared;
    }

    private static string Cell(SuiteResult result, TechniquePair pair, double difference, double low, double high)
    {
        string Signed(double value) => (value < 0 ? "−" : "+") + Format.Accuracy(Math.Abs(value), result.ValidImages.Count);
        return $"{Signed(difference)} ({Signed(low)} to {Signed(high)}), p {Format.PValue(pair.AdjustedPValue)}{(pair.Differs ? " *" : "")}";
    }
}
