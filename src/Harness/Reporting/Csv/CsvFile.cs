using CsvHelper;
using Harness.Files;

namespace Harness.Reporting.Csv;

/// <summary>Writes the comma-separated files of a report, and reads them back.</summary>
internal static class CsvFile
{
    /// <summary>Writes a file completely or not at all.</summary>
    /// <param name="path">Where to write the file.</param>
    /// <param name="header">The names of the columns.</param>
    /// <param name="rows">The rows, each as long as the header; read once.</param>
    public static void Write(string path, IReadOnlyList<string> header, IEnumerable<IReadOnlyList<string>> rows) =>
        ResultFile.Write(path, temporary =>
        {
            using var csv = CsvWriter.ToFile(temporary, CsvDialect.Writing);
            csv.WriteRecord([.. header]);
            foreach (var row in rows) csv.WriteRecord([.. row.Select(SpreadsheetText.Escape)]);
        });

    /// <summary>Reads a file that <see cref="Write"/> made.</summary>
    /// <param name="path">The file.</param>
    /// <param name="unreadable">Notified of why it cannot be read; the lines before are lost.</param>
    /// <returns>The lines, the header among them; none if it cannot be read.</returns>
    public static List<(int Line, string[] Fields)> Read(string path, Action<string> unreadable) =>
        CsvLines.Read(path, (_, why) => unreadable(why)).ConvertAll(line => (line.Line, Array.ConvertAll(line.Fields, SpreadsheetText.Unescape)));
}
