using Harness.Statistics;

namespace Harness.Published;

/// <summary>What a printed table alone says about two of its rows, measured once on the same images. It does not say on which images each was wrong, which is decisive.</summary>
/// <param name="First">The place of the row with the higher accuracy.</param>
/// <param name="Second">The place of the other.</param>
/// <param name="Highest">The p value where they were wrong on as different images as possible, corrected for all pairs.</param>
/// <param name="Lowest">The p value where the better one was wrong only where the other was too, corrected for all pairs.</param>
public sealed record PrintedPair(int First, int Second, double Highest, double Lowest)
{
    /// <summary>What can be said about the two networks.</summary>
    public PrintedDifference Difference =>
        Highest <= TechniquePair.Level ? PrintedDifference.Certain : Lowest <= TechniquePair.Level ? PrintedDifference.Possible : PrintedDifference.None;

    /// <summary>Compares all rows that are counts of the images.</summary>
    /// <param name="table">The table.</param>
    /// <param name="count">The number of images.</param>
    /// <returns>The pairs, in the order of the table.</returns>
    public static IReadOnlyList<PrintedPair> Of(PrintedTable table, ImageCount count)
    {
        var right = table.Rows.Select(row => row.Accuracy.RightOf(count.Images, count.Printing)).ToList();
        var places = Enumerable.Range(0, right.Count).Where(place => right[place] is not null).ToList();
        var pairs = (
            from first in places
            from second in places
            where first < second
            let swap = right[first]!.Value.Low < right[second]!.Value.Low
            select Compare(swap ? second : first, swap ? first : second, right, count.Images)).ToList();
        var (highest, lowest) = (HolmCorrection.Adjust(pairs.ConvertAll(pair => pair.Highest)), HolmCorrection.Adjust(pairs.ConvertAll(pair => pair.Lowest)));
        return [.. pairs.Select((pair, index) => pair with { Highest = highest[index], Lowest = lowest[index] })];
    }

    // Among counts that are printed the same, the nearest to each other for the highest and the farthest for the lowest.
    private static PrintedPair Compare(int first, int second, List<(int Low, int High)?> right, int images)
    {
        var (better, worse) = (right[first]!.Value, right[second]!.Value);
        var near = Math.Max(0, better.Low - worse.High);
        var wrong = Math.Min(images - better.Low, worse.High);
        return new(first, second, new McNemarTest(wrong + near, wrong, images).PValue, new McNemarTest(better.High - worse.Low, 0, images).PValue);
    }
}

/// <summary>Whether two networks of a printed table differ.</summary>
public enum PrintedDifference
{
    /// <summary>Whichever images they were wrong on.</summary>
    Certain,

    /// <summary>On some images they could have been wrong on, but not on others.</summary>
    Possible,

    /// <summary>Not even where the better one was wrong only where the other was too.</summary>
    None,
}
