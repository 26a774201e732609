using System.IO.Enumeration;

namespace Harness.Models.Parameters.Selectors;

/// <summary>A pattern over whole names: <c>*</c> matches any run of characters, dots included, even an empty one, <c>?</c> any one character.</summary>
/// <param name="pattern">The pattern; upper and lower case differ.</param>
public sealed class Glob(string pattern)
{
    // There a backslash escapes the next character; here it is an ordinary character.
    private readonly string _expression = pattern.Replace(@"\", @"\\", StringComparison.Ordinal);

    /// <summary>Whether a text has a wildcard at all.</summary>
    /// <param name="text">The text.</param>
    /// <returns>True for a pattern, false for a plain name.</returns>
    public static bool IsPattern(string text) => text.AsSpan().ContainsAny('*', '?');

    /// <summary>Whether the whole name matches the pattern.</summary>
    /// <param name="name">The name.</param>
    /// <returns>True if it matches.</returns>
    public bool Matches(string name) =>
        // In .NET an empty name matches nothing, not even a star.
        name.Length == 0 ? pattern.All(character => character == '*') : FileSystemName.MatchesSimpleExpression(_expression, name, ignoreCase: false);
}
