using System.Text;

namespace Harness.Reporting.Latex;

/// <summary>Puts any text into LaTeX so that it reads as it was written. Letters that a document's font lacks are the document's matter.</summary>
internal static class LatexText
{
    /// <summary>Escapes a text.</summary>
    /// <param name="text">Any text; line breaks become spaces.</param>
    /// <returns>LaTeX that shows the text.</returns>
    public static string Escape(string text)
    {
        var escaped = new StringBuilder(text.Length);
        foreach (var character in SingleLine.Of(text)) escaped.Append(Escape(character));
        return escaped.ToString();
    }

    private static string Escape(char character) => character switch
    {
        '\\' => "\\textbackslash{}",
        '~' => "\\textasciitilde{}",
        '^' => "\\textasciicircum{}",
        '<' => "\\textless{}",
        '>' => "\\textgreater{}",
        '|' => "\\textbar{}",
        // \textquotedbl needs a font encoding that a document has to ask for. In braces, an apostrophe beside it stays apart.
        '"' => "{''}",
        '±' => "$\\pm$",
        '−' => "$-$",
        '&' or '%' or '$' or '#' or '_' or '{' or '}' => $"\\{character}",
        // At the start of a row it would be an option of the line break before.
        '[' => "{[}",
        ']' => "{]}",
        _ => character.ToString(),
    };
}
