using MathNet.Numerics;

namespace Harness.Published;

/// <summary>A number of images for which the accuracies of a table are counts.</summary>
/// <param name="Images">The number.</param>
/// <param name="Printing">How the numbers were shortened then.</param>
/// <param name="Impossible">The places of the rows that cannot be counts of so many images.</param>
/// <param name="Chance">At most the probability that some number up to this one fits so well by chance.</param>
public sealed record ImageCount(int Images, Printing Printing, IReadOnlyList<int> Impossible, double Chance)
{
    // Fits that are likelier than this by chance say nothing.
    private const double Level = 0.05;

    // Accuracies of more images than that are rare, and tables with enough digits for them too.
    private const int Largest = 200_000;

    /// <summary>Looks for the smallest number of images that explains the digits better than chance: first of all numbers of the table, then of all but one, two, up to
    /// a third. The same number twice is one witness.</summary>
    /// <param name="table">The table.</param>
    /// <returns>The number; null if the digits do not reveal it.</returns>
    public static ImageCount? Find(PrintedTable table)
    {
        var numbers = table.Rows.Select(row => row.Accuracy).DistinctBy(number => (number.Value, number.Unit)).OrderByDescending(number => number.Unit).ToList();
        for (var impossible = 0; impossible <= numbers.Count / 3; impossible++)
        {
            foreach (var printing in Enum.GetValues<Printing>())
            {
                if (Find(numbers, printing, impossible) is { } found) return new(found.Images, printing, Misfits(table, found.Images, printing), found.Chance);
            }
        }
        return null;
    }

    /// <summary>Holds a table against a number of images.</summary>
    /// <param name="table">The table.</param>
    /// <param name="images">The number.</param>
    /// <returns>Which rows fit: in the way of shortening that more of them fit.</returns>
    public static ImageCount Of(PrintedTable table, int images) =>
        Enum.GetValues<Printing>().Select(printing => new ImageCount(images, printing, Misfits(table, images, printing), 0)).MinBy(count => count.Impossible.Count)!;

    // The numbers with the coarsest digits come first.
    private static (int Images, double Chance)? Find(List<PrintedNumber> numbers, Printing printing, int impossible)
    {
        var choices = Combinatorics.Combinations(numbers.Count, impossible);
        var chance = 0.0;
        for (var images = 1; images <= Largest; images++)
        {
            chance += choices * numbers.Take(numbers.Count - impossible).Aggregate(1.0, (product, number) => product * ChanceOf((double)number.Unit, images));
            if (chance >= Level) return null;
            if (numbers.Count(number => number.RightOf(images, printing) is null) == impossible) return (images, chance);
        }
        return null;
    }

    // That any number is near enough to a count.
    private static double ChanceOf(double unit, int images) => Math.Min(1, unit * images);

    private static List<int> Misfits(PrintedTable table, int images, Printing printing) =>
        [.. Enumerable.Range(0, table.Rows.Count).Where(row => table.Rows[row].Accuracy.RightOf(images, printing) is null)];
}
