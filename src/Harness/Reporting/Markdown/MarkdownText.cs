using System.Text;

namespace Harness.Reporting.Markdown;

/// <summary>Puts any text into Markdown so that it reads as it was written.</summary>
internal static class MarkdownText
{
    // What GitHub's Markdown gives a meaning to inside a line. The underscore is among them: two of them emphasize.
    private const string Special = @"\`*_[]|~$";

    // What begins a heading or a list at the start of a line.
    private const string SpecialFirst = "#+-";

    /// <summary>How lines write texts.</summary>
    public static Markup Markup { get; } = new(Escape, Code, text => $"**{text}**");

    /// <summary>Escapes a text for use anywhere in a line, table cells included.</summary>
    /// <param name="text">Any text; line breaks become spaces.</param>
    /// <returns>Markdown that shows the text.</returns>
    public static string Escape(string text)
    {
        var escaped = new StringBuilder(text.Length);
        foreach (var character in SingleLine.Of(text))
        {
            var isSpecial = Special.Contains(character) || (escaped.Length == 0 && SpecialFirst.Contains(character));
            escaped.Append(isSpecial ? $"\\{character}" : Entity(character));
        }
        return escaped.ToString();
    }

    /// <summary>Sets a text in the fixed-width type of names and paths.</summary>
    /// <param name="text">Any text; line breaks become spaces. Not for table cells.</param>
    /// <returns>A code span; its fence is longer than any row of backticks inside.</returns>
    public static string Code(string text)
    {
        var line = SingleLine.Of(text);
        var fence = "`";
        while (line.Contains(fence)) fence += "`";
        var space = line.StartsWith('`') || line.EndsWith('`') ? " " : "";
        return fence + space + line + space + fence;
    }

    private static string Entity(char character) => character switch
    {
        '<' => "&lt;",
        '>' => "&gt;",
        '&' => "&amp;",
        _ => character.ToString(),
    };
}
