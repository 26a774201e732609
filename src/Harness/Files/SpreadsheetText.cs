using System.Buffers;
using System.Globalization;

namespace Harness.Files;

/// <summary>Text in tables that people open in a spreadsheet, which runs text that begins like a formula: a class folder may be called
/// <c>=cmd|…</c>.</summary>
/// <remarks>Source: OWASP, CSV injection, https://owasp.org/www-community/attacks/CSV_Injection.</remarks>
internal static class SpreadsheetText
{
    private const char Quote = '\'';

    // Also the quote itself, so that an added quote can be told from one that the text began with.
    private static readonly SearchValues<char> Beginnings = SearchValues.Create("=+-@\t\r'");

    /// <summary>Puts a quote before text that a spreadsheet would run; numbers stay numbers.</summary>
    /// <param name="text">A cell.</param>
    /// <returns>What is written.</returns>
    public static string Escape(string text) => IsSuspect(text) && !double.TryParse(text, CultureInfo.InvariantCulture, out _) ? Quote + text : text;

    /// <summary>Removes that quote again.</summary>
    /// <param name="cell">What was written.</param>
    /// <returns>The text.</returns>
    public static string Unescape(string cell) => cell.Length > 1 && cell[0] == Quote && Beginnings.Contains(cell[1]) ? cell[1..] : cell;

    private static bool IsSuspect(string text) => text.Length > 0 && Beginnings.Contains(text[0]);
}
