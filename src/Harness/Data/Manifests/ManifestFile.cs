using CsvHelper;
using Harness.Data.Quality;
using Harness.Diagnostics;
using Harness.Files;

namespace Harness.Data.Manifests;

/// <summary>Reads and writes the manifest (<c>path,label,split,sha256</c>) and the list of images left out (<c>path,reason,sha256</c>).</summary>
internal static class ManifestFile
{
    private static readonly string[] Columns = ["path", "label", "split", "sha256"];
    private static readonly string[] SkippedColumns = ["path", "reason", "sha256"];
    private static readonly string[] NearColumns = ["path", "near"];

    /// <summary>The first line of a manifest.</summary>
    public static string Header { get; } = string.Join(',', Columns);

    /// <summary>Writes a manifest, completely or not at all.</summary>
    /// <param name="path">The file.</param>
    /// <param name="rows">In ordinal order of their paths.</param>
    /// <exception cref="HarnessException">The file cannot be written.</exception>
    public static void Write(string path, IEnumerable<ManifestRow> rows) =>
        Write(path, Columns, rows.Select(row => new[] { row.Path, row.Label, ManifestRow.Parts.NameOf(row.Part), row.Sha256 }));

    /// <summary>Writes the list of images that were left out, completely or not at all.</summary>
    /// <param name="path">The file.</param>
    /// <param name="rows">In ordinal order of their paths.</param>
    /// <exception cref="HarnessException">The file cannot be written.</exception>
    public static void WriteSkipped(string path, IEnumerable<SkippedRow> rows) =>
        Write(path, SkippedColumns, rows.Select(row => new[] { row.Path, row.Reason, row.Sha256 }));

    /// <summary>Reads a manifest.</summary>
    /// <param name="path">The file.</param>
    /// <param name="isFromTable">Whether a table gives the classes; otherwise the label of an image is a folder that it is in.</param>
    /// <returns>Its rows in ordinal order of their paths, at least one.</returns>
    /// <exception cref="DiagnosticsException">All invalid lines.</exception>
    /// <exception cref="HarnessException">The file cannot be read.</exception>
    public static List<ManifestRow> Read(string path, bool isFromTable) =>
        Read(path, Columns, (fields, report) => ToRow(fields, isFromTable, report), row => row.Path, mayBeEmpty: false);

    /// <summary>Reads the list of images that were left out.</summary>
    /// <param name="path">The file.</param>
    /// <returns>Its rows in ordinal order of their paths.</returns>
    /// <exception cref="DiagnosticsException">All invalid lines.</exception>
    /// <exception cref="HarnessException">The file cannot be read.</exception>
    public static List<SkippedRow> ReadSkipped(string path) =>
        Read(path, SkippedColumns, (fields, _) => new SkippedRow(fields[0], fields[1], fields[2]), row => row.Path, mayBeEmpty: true);

    /// <summary>Writes the list of held-out images that show nearly the same as a training image, completely or not at all.</summary>
    /// <param name="path">The file.</param>
    /// <param name="copies">In ordinal order of their paths.</param>
    /// <exception cref="HarnessException">The file cannot be written.</exception>
    public static void WriteNearCopies(string path, IEnumerable<CopiedImage> copies) => Write(path, NearColumns, copies.Select(copy => new[] { copy.Path, copy.Original }));

    /// <summary>Reads that list.</summary>
    /// <param name="path">The file.</param>
    /// <returns>Its rows in ordinal order of their paths.</returns>
    /// <exception cref="DiagnosticsException">All invalid lines.</exception>
    /// <exception cref="HarnessException">The file cannot be read.</exception>
    public static List<CopiedImage> ReadNearCopies(string path) =>
        Read(path, NearColumns, (fields, _) => new CopiedImage(fields[0], fields[1]), row => row.Path, mayBeEmpty: true);

    private static void Write(string path, string[] columns, IEnumerable<string[]> rows) =>
        AtomicFile.Write(path, "Free some disk space, or choose another folder to write to.", temporary =>
        {
            using var csv = CsvWriter.ToFile(temporary, CsvDialect.Writing);
            foreach (var row in rows.Prepend(columns)) csv.WriteRecord(Array.ConvertAll(row, SpreadsheetText.Escape));
        });

    private static List<T> Read<T>(
        string path, string[] columns, Func<string[], Action<string>, T> convert, Func<T, string> pathOf, bool mayBeEmpty)
    {
        var diagnostics = new List<Diagnostic>();
        var rows = new List<T>();
        try
        {
            using var csv = CsvReader.FromFile(path, CsvDialect.Reading);
            void Report(string message) => diagnostics.Add(new Diagnostic(new SourceLocation(path, (int)csv.LineNumber, 1), message));
            if (!csv.Read() || !Fields(csv).SequenceEqual(columns))
                throw NotAManifest(path, $"the first line is not '{string.Join(',', columns)}'");
            while (csv.Read())
            {
                if (csv.FieldCount != columns.Length) Report($"{csv.FieldCount} columns instead of {columns.Length}.");
                else rows.Add(convert(Fields(csv), Report));
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or CsvFormatException)
        {
            throw new HarnessException($"The manifest '{path}' cannot be read: {exception.Message}", Remedy(path), exception);
        }
        if (diagnostics.Count > 0) throw new DiagnosticsException(diagnostics);
        if (rows.Count == 0 && !mayBeEmpty) throw NotAManifest(path, "it lists no images");
        rows.Sort((a, b) => string.CompareOrdinal(pathOf(a), pathOf(b)));
        EnsureUnique(path, rows, pathOf);
        return rows;
    }

    private static string[] Fields(CsvReader csv) => [.. Enumerable.Range(0, csv.FieldCount).Select(column => SpreadsheetText.Unescape(csv.GetString(column)))];

    private static ManifestRow ToRow(string[] fields, bool isFromTable, Action<string> report)
    {
        var (path, label, split, hash) = (fields[0], fields[1], fields[2], fields[3]);
        if (!IsRelative(path) || (!isFromTable && !path.Contains('/')))
            report($"The path '{path}' is not of the form {(isFromTable ? "image.jpg or folder/image.jpg" : "class/image.jpg or train/class/image.jpg")}.");
        else if (!isFromTable && !IsClassFolder(path, label)) report($"The label '{label}' is not the class folder of '{path}'.");
        if (!ManifestRow.Parts.TryGet(split, out var part)) report($"The split '{split}' is not one of {string.Join(", ", ManifestRow.Parts.Names.Select(word => $"'{word}'"))}.");
        if (hash.Length != 64 || hash.AsSpan().ContainsAnyExcept("0123456789abcdef"))
            report($"The hash '{hash}' is not 64 lower-case hexadecimal digits.");
        return new ManifestRow(path, label, part, hash);
    }

    // The first folder of the path; the second where two folders hold a split.
    private static bool IsClassFolder(string path, string label) => path.Split('/')[..^1].Take(2).Contains(label);

    // A manifest from elsewhere must not make Harness read files outside the data folder.
    private static bool IsRelative(string path) =>
        path.IndexOf('/') != 0 && path.Length > 0 && !path.EndsWith('/') && !path.Contains('\0') && !Path.IsPathRooted(path) && !path.Split('/').Contains("..");

    private static void EnsureUnique<T>(string path, List<T> sorted, Func<T, string> pathOf)
    {
        for (var i = 1; i < sorted.Count; i++)
        {
            if (pathOf(sorted[i]) == pathOf(sorted[i - 1])) throw NotAManifest(path, $"it lists '{pathOf(sorted[i])}' twice");
        }
    }

    private static HarnessException NotAManifest(string path, string reason) =>
        new($"'{path}' is not a manifest: {reason}.", Remedy(path));

    private static string Remedy(string path) =>
        $"Restore the file, or delete '{path}' to have it written again from the images that are there now.";
}
