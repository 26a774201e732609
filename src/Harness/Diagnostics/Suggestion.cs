namespace Harness.Diagnostics;

/// <summary>Guesses which known word a misspelt one was meant to be.</summary>
public static class Suggestion
{
    /// <summary>The nearest of some known words.</summary>
    /// <param name="word">What was written.</param>
    /// <param name="known">The known words.</param>
    /// <returns>The word within a third of its length in edits (transpositions count once), or null when none is near.</returns>
    public static string? Nearest(string word, IEnumerable<string> known)
    {
        var (best, distance) = known
            .Select(candidate => (candidate, Distance(Fold(word), Fold(candidate))))
            .DefaultIfEmpty((string.Empty, int.MaxValue))
            .MinBy(pair => pair.Item2);
        return distance <= Math.Max(1, Math.Max(word.Length, best.Length) / 3) ? best : null;
    }

    /// <summary>A sentence to put after an error message.</summary>
    /// <param name="word">What was written.</param>
    /// <param name="known">The known words.</param>
    /// <returns><c> Did you mean 'x'?</c> with its leading space, or an empty text.</returns>
    public static string DidYouMean(string word, IEnumerable<string> known) =>
        Nearest(word, known) is { } near ? $" Did you mean '{near}'?" : string.Empty;

    // batch-norm, BatchNorm and batch_norm are one word to a person.
    private static string Fold(string word) => word.Replace('-', '_').ToLowerInvariant();

    // Optimal string alignment distance: Levenshtein's with transpositions of neighbours.
    private static int Distance(string a, string b)
    {
        var table = new int[a.Length + 1, b.Length + 1];
        for (var i = 0; i <= a.Length; i++) table[i, 0] = i;
        for (var j = 0; j <= b.Length; j++) table[0, j] = j;
        for (var i = 1; i <= a.Length; i++)
        {
            for (var j = 1; j <= b.Length; j++)
            {
                var substitution = table[i - 1, j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
                table[i, j] = Math.Min(substitution, Math.Min(table[i - 1, j], table[i, j - 1]) + 1);
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                    table[i, j] = Math.Min(table[i, j], table[i - 2, j - 2] + 1);
            }
        }
        return table[a.Length, b.Length];
    }
}
