namespace Harness.Models.Parameters.Selectors;

/// <summary>A pattern over whole names: <c>*</c> stands for any run of characters, dots included and none at all, <c>?</c> for any one.</summary>
/// <param name="pattern">The pattern; upper and lower case differ.</param>
public sealed class Glob(string pattern)
{
    /// <summary>Whether a text has a wildcard at all.</summary>
    /// <param name="text">The text.</param>
    /// <returns>True for a pattern, false for a plain name.</returns>
    public static bool IsPattern(string text) => text.AsSpan().ContainsAny('*', '?');

    /// <summary>Whether the whole name fits the pattern.</summary>
    /// <param name="name">The name.</param>
    /// <returns>True if it fits.</returns>
    public bool Matches(string name)
    {
        // The usual greedy walk: on a mismatch the last star takes one character more. No other star ever needs to be revisited.
        int at = 0, here = 0, star = -1, resume = 0;
        while (here < name.Length)
        {
            if (at < pattern.Length && pattern[at] == '*')
            {
                star = at++;
                resume = here;
            }
            else if (at < pattern.Length && (pattern[at] == '?' || pattern[at] == name[here]))
            {
                at++;
                here++;
            }
            else if (star >= 0)
            {
                at = star + 1;
                here = ++resume;
            }
            else
            {
                return false;
            }
        }
        return pattern.AsSpan(at).IndexOfAnyExcept('*') < 0;
    }
}
