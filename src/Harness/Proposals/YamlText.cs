using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Harness.Proposals;

/// <summary>Writes texts as YAML, so that they are read back as they are.</summary>
internal static partial class YamlText
{
    /// <summary>Writes a value.</summary>
    /// <param name="text">Any text.</param>
    /// <returns>The text itself if possible; otherwise in quotes, which the value of a path with a backslash, a blank, <c>#</c> or <c>: </c> needs.</returns>
    public static string Scalar(string text)
    {
        if (Plain().IsMatch(text)) return text;
        return text.Any(char.IsControl) ? $"\"{Escaped(text)}\"" : $"'{text.Replace("'", "''", StringComparison.Ordinal)}'";
    }

    /// <summary>Writes text into a comment.</summary>
    /// <param name="text">Any text.</param>
    /// <returns>The text on one line.</returns>
    public static string Comment(string text) => string.Concat(text.Select(character => char.IsControl(character) ? '\uFFFD' : character));

    private static string Escaped(string text)
    {
        var escaped = new StringBuilder();
        foreach (var character in text)
        {
            if (character is '"' or '\\') escaped.Append('\\').Append(character);
            else if (char.IsControl(character)) escaped.Append(CultureInfo.InvariantCulture, $"\\u{(int)character:x4}");
            else escaped.Append(character);
        }
        return escaped.ToString();
    }

    // A letter first, so that it is not a number; and longer than the words that YAML takes for values, unless it has another character than letters.
    [GeneratedRegex(@"^(\.{1,2}/|/)*(?!(?i:null|true|false|yes|no|on|off|y|n)\z)[A-Za-z][A-Za-z0-9_./-]*\z")]
    private static partial Regex Plain();
}
