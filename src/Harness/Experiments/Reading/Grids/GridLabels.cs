using System.Globalization;

namespace Harness.Experiments.Reading.Grids;

/// <summary>Gives the values of a grid short names: <c>layers=linear:128 relu linear</c>, <c>train.head=1e-3</c>, or what the user calls them.</summary>
internal static class GridLabels
{
    // With a few words before them, names of this length fit into a row of a table and beside a chart.
    private const int LongestTogether = 48;

    // From generous to terse: the first with which all names are short enough is used, or else the last.
    private static readonly int[] ValueLengths = [40, 32, 24, 20, 16, 12, 8];

    /// <summary>The names of the values of every axis; no two of an axis are equal.</summary>
    public static IReadOnlyList<IReadOnlyList<string>> Of(IReadOnlyList<GridAxis> axes)
    {
        var prefixes = axes.Select(axis => ShortPath(axis.Path, axes)).ToList();
        var candidates = ValueLengths.Select(length => axes.Select((axis, index) => Labels(axis, prefixes[index], length)).ToList()).ToList();
        return candidates.Find(labels => labels.Sum(axis => axis.Max(label => label.Length) + 2) <= LongestTogether + 2) ?? candidates[^1];
    }

    private static List<string> Labels(GridAxis axis, string prefix, int length)
    {
        var texts = axis.Values.Select(value => value.Label is null ? GridText.Shorten(GridText.Of(value.Node), length) : null).ToList();
        return [.. axis.Values.Select((value, place) => value.Label ?? $"{prefix}={Distinct(texts, place)}")];
    }

    // Values that look equal when shortened get their place in the list, counted from 1.
    private static string Distinct(List<string?> texts, int place) => texts.Count(text => text == texts[place]) == 1
        ? texts[place]!
        : string.Create(CultureInfo.InvariantCulture, $"{texts[place]}#{place + 1}");

    // The end of a path that no other path of the grid has; a selector alone would not say that its value is a rate.
    private static string ShortPath(GridPath path, IReadOnlyList<GridAxis> axes)
    {
        for (var count = path.IsSelector ? 2 : 1; ; count++)
        {
            var end = path.Steps.TakeLast(count).ToList();
            if (count >= path.Steps.Count || axes.Count(axis => axis.Path.Steps.TakeLast(count).SequenceEqual(end)) == 1) return string.Join('.', end);
        }
    }
}
