using System.Globalization;
using Harness.Statistics;
using Microsoft.VisualBasic.FileIO;

namespace Harness.Benchmarks;

/// <summary>Compares one technique with itself on real trainings: its seeds are dealt out to sets that have none in common, and every two sets are compared
/// as if they were two techniques. Whatever differs does so by chance.</summary>
internal static class SelfComparisonCommand
{
    /// <summary>Compares.</summary>
    /// <param name="arguments">A report's predictions.csv with many seeds of its first technique, and the seeds of a set.</param>
    /// <returns>The exit code.</returns>
    public static int Run(string[] arguments)
    {
        var seeds = int.Parse(arguments[1], CultureInfo.InvariantCulture);
        var runs = Read(arguments[0]);
        List<RightImages> sets = [.. runs.Chunk(seeds).Where(chunk => chunk.Length == seeds).Select(chunk => new RightImages(chunk.Index().ToDictionary(run => (long)run.Index, run => run.Item)))];
        List<TechniquePair> pairs =
        [
            .. from first in Enumerable.Range(0, sets.Count)
            from second in Enumerable.Range(first + 1, sets.Count - first - 1)
            select PairedComparison.Of([sets[first], sets[second]]).Pairs[0],
        ];
        var together = PairedComparison.Of(sets).Pairs.Count(pair => pair.Differs);
        var accuracies = sets.ConvertAll(set => set.BySeed.Values.Average(RightImages.Share));
        Console.WriteLine("| sets | seeds of each | images | lowest and highest mean | pairs | differ (p ≤ 0.05), each pair alone | differ, corrected for all pairs |");
        Console.WriteLine("|---:|---:|---:|---:|---:|---:|---:|");
        Console.WriteLine(FormattableString.Invariant(
            $"| {sets.Count} | {seeds} | {sets[0].Images} | {accuracies.Min():F4} to {accuracies.Max():F4} | {pairs.Count} | {pairs.Count(pair => pair.Differs) / (double)pairs.Count:P1} | {together} |"));
        return 0;
    }

    private static List<bool[]> Read(string path)
    {
        using var parser = new TextFieldParser(path) { TextFieldType = FieldType.Delimited };
        parser.SetDelimiters(",");
        parser.ReadFields();
        var rows = new List<(string Technique, string Seed, bool IsRight)>();
        while (parser.ReadFields() is { } fields) rows.Add((fields[0], fields[1], fields[3] == fields[4]));
        return [.. rows.Where(row => row.Technique == rows[0].Technique).GroupBy(row => row.Seed).Select(run => run.Select(row => row.IsRight).ToArray())];
    }
}
