using System.Text.Unicode;
using CsvHelper;

namespace Harness.Files;

/// <summary>Reads tables written by people: comma-separated, with line numbers for messages.</summary>
internal static class CsvLines
{
    /// <summary>Reads a file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="unreadable">Gets the line, or 0 for the file itself, and why it cannot be read; the lines before are lost.</param>
    /// <returns>The lines, the header among them; none if it cannot be read.</returns>
    public static List<(int Line, string[] Fields)> Read(string path, Action<int, string> unreadable)
    {
        var lines = new List<(int Line, string[] Fields)>();
        try
        {
            var bytes = File.ReadAllBytes(path);
            if (FindOtherEncoding(bytes) is { } found)
            {
                unreadable(found.Line, $"{found.What}; save the file as CSV UTF-8");
                return [];
            }
            using var csv = CsvReader.Create(bytes, CsvDialect.Reading);
            while (csv.Read()) lines.Add(((int)csv.LineNumber, [.. Enumerable.Range(0, csv.FieldCount).Select(csv.GetString)]));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or CsvFormatException)
        {
            unreadable(0, $"cannot be read: {exception.Message}");
            return [];
        }
        return lines;
    }

    // The reader would replace everything that is not UTF-8 by the same character, so that names in another encoding would become equal.
    private static (int Line, string What)? FindOtherEncoding(ReadOnlySpan<byte> bytes)
    {
        if (HasOtherMark(bytes)) return null;
        var number = 0;
        foreach (var range in bytes.Split((byte)'\n'))
        {
            number++;
            var line = bytes[range];
            if (line.Contains((byte)0)) return (number, "this line holds zero bytes, as UTF-16 does");
            if (!Utf8.IsValid(line)) return (number, "this line is not valid UTF-8");
        }
        return null;
    }

    // With a mark at its beginning, UTF-16 and UTF-32 are read as what they are.
    private static bool HasOtherMark(ReadOnlySpan<byte> bytes) =>
        bytes is [0xFF, 0xFE, ..] or [0xFE, 0xFF, ..] or [0, 0, 0xFE, 0xFF, ..];
}
