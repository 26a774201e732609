using CsvHelper;

namespace Harness.Files;

/// <summary>Reads tables that people write: comma-separated, with the numbers of their lines for messages.</summary>
internal static class CsvLines
{
    private static readonly CsvReaderOptions Dialect = new()
    {
        Separator = ',',
        HasHeader = false,
        TrackLineNumbers = true,
        PoolStrings = true,
        MalformedData = CsvMalformedDataHandling.Throw,
    };

    /// <summary>Reads a file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="unreadable">Is told why it cannot be read; the lines before are lost.</param>
    /// <returns>The lines, the header among them; none where it cannot be read.</returns>
    public static List<(int Line, string[] Fields)> Read(string path, Action<string> unreadable)
    {
        var lines = new List<(int Line, string[] Fields)>();
        try
        {
            using var csv = CsvReader.FromFile(path, Dialect);
            while (csv.Read()) lines.Add(((int)csv.LineNumber, [.. Enumerable.Range(0, csv.FieldCount).Select(csv.GetString)]));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or CsvFormatException)
        {
            unreadable($"cannot be read: {exception.Message}");
            return [];
        }
        return lines;
    }
}
