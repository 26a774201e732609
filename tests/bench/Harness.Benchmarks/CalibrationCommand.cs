using Harness.Statistics;
using Harness.TestSupport;

namespace Harness.Benchmarks;

/// <summary>Measures on simulated techniques how often the comparison names a winner among equals, and how often it sees a difference that there is. Prints
/// three Markdown tables; the same numbers at every run.</summary>
internal static class CalibrationCommand
{
    // The validation images of the article.
    private const int Images = 3180;

    /// <summary>Measures.</summary>
    /// <param name="arguments">The number of comparisons of each row; 1,000 where nothing is given.</param>
    /// <returns>The exit code.</returns>
    public static int Run(string[] arguments)
    {
        var comparisons = arguments is [var text, ..] ? int.Parse(text, System.Globalization.CultureInfo.InvariantCulture) : 1000;
        PrintFalseWinners(comparisons);
        Console.WriteLine();
        PrintUnevenSeeds(comparisons);
        Console.WriteLine();
        PrintPower(comparisons);
        return 0;
    }

    private static void PrintFalseWinners(int comparisons)
    {
        Console.WriteLine("| equal techniques | seeds | images | seeds add (sd of the logit) | comparisons | with a false winner |");
        Console.WriteLine("|---:|---:|---:|---:|---:|---:|");
        foreach (var (techniques, seeds) in new[] { (2, 1), (8, 1), (2, 3), (3, 3), (4, 3), (8, 2), (8, 3), (8, 5), (20, 3) })
        {
            foreach (var spread in seeds == 1 ? [0] : new[] { 0, 0.1, 0.2, 0.4 })
            {
                var simulated = new SimulatedTechniques(seeds, 860, spread);
                var wrong = Count(comparisons, draw => PairedComparison.Of(simulated.Draw(new double[techniques], draw)).Pairs.Any(pair => pair.Differs));
                Console.WriteLine(FormattableString.Invariant($"| {techniques} | {seeds} | 860 | {spread} | {comparisons} | {wrong / (double)comparisons:P1} |"));
            }
        }
    }

    // Seeds that matter to the first technique far more than to the others.
    private static void PrintUnevenSeeds(int comparisons)
    {
        Console.WriteLine("| equal techniques | seeds | images | seeds add to the first | to the others | comparisons | with a false winner |");
        Console.WriteLine("|---:|---:|---:|---:|---:|---:|---:|");
        foreach (var (techniques, seeds) in new[] { (3, 3), (5, 3), (8, 2), (8, 3), (8, 5), (20, 3) })
        {
            foreach (var (first, others) in new[] { (0.4, 0.1), (0.8, 0.1), (1, 0.05) })
            {
                var simulated = new SimulatedTechniques(seeds, 860, others) { FirstSeedSpread = first };
                var wrong = Count(comparisons, draw => PairedComparison.Of(simulated.Draw(new double[techniques], draw)).Pairs.Any(pair => pair.Differs));
                Console.WriteLine(FormattableString.Invariant($"| {techniques} | {seeds} | 860 | {first} | {others} | {comparisons} | {wrong / (double)comparisons:P1} |"));
            }
        }
    }

    private static void PrintPower(int comparisons)
    {
        Console.WriteLine("| seeds | images | seeds add | true difference | seen | stated for this difference |");
        Console.WriteLine("|---:|---:|---:|---:|---:|---:|");
        foreach (var seeds in new[] { 1, 3, 5, 10 })
        {
            foreach (var spread in seeds == 1 ? [0] : new[] { 0, 0.05 })
            {
                foreach (var gain in new[] { 0.08, 0.16 }) PrintPower(comparisons, new(seeds, Images, spread), gain);
            }
        }
    }

    private static void PrintPower(int comparisons, SimulatedTechniques simulated, double gain)
    {
        var pairs = Enumerable.Range(0, comparisons).AsParallel().AsOrdered().Select(draw => PairedComparison.Of(simulated.Draw([gain, 0], draw))).ToList();
        var difference = pairs.Average(pair => pair.Pairs[0].Difference);
        var seen = pairs.Count(pair => pair.Pairs[0].Differs) / (double)comparisons;
        var needed = pairs.Select(pair => ImagesFor(pair, difference)).Order().ElementAt(comparisons / 2);
        var stated = needed == long.MaxValue ? "no number of images" : FormattableString.Invariant($"{needed:N0} images for 80 %");
        Console.WriteLine(FormattableString.Invariant($"| {simulated.Seeds} | {simulated.Images:N0} | {simulated.SeedSpread} | {difference:P2} | {seen:P1} | {stated} |"));
    }

    private static long ImagesFor(PairedComparison comparison, double difference)
    {
        var pair = comparison.Pairs[0];
        var power = pair.Sample is { } sample
            ? PowerEstimate.Of(sample, comparison.Prior, comparison.Pairs.Count)
            : PowerEstimate.Of(new McNemarTest((int)pair.OnlyFirst, (int)pair.OnlySecond, Images), comparison.Pairs.Count);
        return power.ImagesFor(difference) ?? long.MaxValue;
    }

    private static int Count(int comparisons, Func<int, bool> holds) => Enumerable.Range(0, comparisons).AsParallel().Count(holds);
}
