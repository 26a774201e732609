using System.Text;

namespace Harness.Reporting;

/// <summary>Makes any text fit for one line of a table, a chart or a terminal.</summary>
internal static class SingleLine
{
    /// <summary>Turns each run of white space and control characters into one space, so that a name can neither break a row nor
    /// send commands to a terminal.</summary>
    /// <param name="text">Any text.</param>
    /// <returns>The text on one line, without space at its ends.</returns>
    public static string Of(string text)
    {
        var line = new StringBuilder(text.Length);
        // Runes and not characters: half of a surrogate pair, which no file could hold, comes as U+FFFD.
        foreach (var rune in text.EnumerateRunes())
        {
            if (!Rune.IsControl(rune) && !Rune.IsWhiteSpace(rune)) line.Append(rune.ToString());
            else if (line.Length > 0 && line[^1] != ' ') line.Append(' ');
        }
        return line.ToString().TrimEnd();
    }

    /// <summary>Shortens a single line in its middle: names that differ do so at their ends more often than there.</summary>
    /// <param name="text">Any text.</param>
    /// <param name="length">The maximum length, in UTF-16 units; at least 3.</param>
    /// <returns>The text on one line, with … in the middle where it was too long.</returns>
    public static string Shorten(string text, int length)
    {
        var line = Of(text);
        if (line.Length <= length) return line;
        var head = length * 2 / 3;
        var tail = line.Length - (length - head - 1);
        // An emoji is two units, and half of one is not a text.
        if (char.IsHighSurrogate(line[head - 1])) head--;
        if (char.IsLowSurrogate(line[tail])) tail++;
        return $"{line[..head].TrimEnd()}…{line[tail..].TrimStart()}";
    }
}
