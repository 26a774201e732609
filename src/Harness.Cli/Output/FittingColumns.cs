namespace Harness.Cli.Output;

/// <summary>Chooses the columns of a table that a console has room for.</summary>
internal static class FittingColumns
{
    // The most important columns; the others are dropped from right to left.
    private static readonly string[] Kept = ["Validation accuracy", "95 % interval", "Group", "Time (s)"];

    // With less width, names would be broken within words.
    private const int NarrowestName = 24;

    // The space between two columns.
    private const int Gap = 3;

    /// <summary>Chooses.</summary>
    /// <param name="heads">The heads; the first column holds names, which may be broken between words.</param>
    /// <param name="rows">The cells.</param>
    /// <param name="width">The width of the console, in characters.</param>
    /// <returns>The places of the columns that are shown, in order; always the first.</returns>
    public static IReadOnlyList<int> Of(IReadOnlyList<string> heads, IReadOnlyList<IReadOnlyList<string>> rows, int width)
    {
        var shown = Enumerable.Range(0, heads.Count).ToList();
        var names = Math.Min(NarrowestName, WidthOf(0));
        foreach (var column in Enumerable.Range(1, Math.Max(0, heads.Count - 1)).OrderBy(place => Kept.Contains(heads[place])).ThenByDescending(place => place))
        {
            if (Gap + names + shown.Skip(1).Sum(place => Gap + WidthOf(place)) <= width) break;
            shown.Remove(column);
        }
        return shown;

        // Heads are broken between words.
        int WidthOf(int place) => rows.Select(row => row[place].Length).Concat(heads[place].Split(' ').Select(word => word.Length)).Max();
    }
}
