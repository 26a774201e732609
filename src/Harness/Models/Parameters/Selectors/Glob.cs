using System.IO.Enumeration;

namespace Harness.Models.Parameters.Selectors;

/// <summary>A pattern over whole names: <c>*</c> stands for any run of characters, dots included and none at all, <c>?</c> for any one.</summary>
/// <param name="pattern">The pattern; upper and lower case differ.</param>
public sealed class Glob(string pattern)
{
    // There a backslash takes the next character's meaning away; here it stands for itself.
    private readonly string _expression = pattern.Replace(@"\", @"\\", StringComparison.Ordinal);

    /// <summary>Whether a text has a wildcard at all.</summary>
    /// <param name="text">The text.</param>
    /// <returns>True for a pattern, false for a plain name.</returns>
    public static bool IsPattern(string text) => text.AsSpan().ContainsAny('*', '?');

    /// <summary>Whether the whole name fits the pattern.</summary>
    /// <param name="name">The name.</param>
    /// <returns>True if it fits.</returns>
    public bool Matches(string name) =>
        // To .NET an empty name fits nothing, not even a star.
        name.Length == 0 ? pattern.All(character => character == '*') : FileSystemName.MatchesSimpleExpression(_expression, name, ignoreCase: false);
}
