using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using Harness.Diagnostics;
using Harness.Files;
using Harness.Yaml;

namespace Harness.Data.Labels;

/// <summary>Reads a table of labels, a CSV file: a column <c>image</c>, paths relative to the data folder, and a column for each task; or a column that names
/// images and one that names their classes.</summary>
/// <param name="path">The file.</param>
/// <param name="file">What messages call it.</param>
/// <param name="errors">Where to report.</param>
internal sealed partial class LabelTableReader(string path, string file, DiagnosticBag errors)
{
    private const string Image = "image";

    private List<(int Line, string[] Fields)> _lines = [];

    /// <summary>Reads the table.</summary>
    /// <returns>The table; null after reporting.</returns>
    public LabelTable? Read()
    {
        var before = errors.Count;
        if (!ReadLines()) return null;
        var header = Header;
        var image = Array.IndexOf(header, Image);
        if (image < 0)
        {
            Report(1, $"the first line has no column '{Image}'", "it names the columns: image,color,…");
            return null;
        }
        CheckHeader(header);
        foreach (var (line, fields) in _lines.Skip(1)) CheckRow(line, fields, header);
        if (_lines.Count == 1) Report(1, "there are no rows");
        CheckImages(image);
        return errors.Count > before ? null : Build(header, image);
    }

    /// <summary>Reads the classes of images; what else the table holds is skipped.</summary>
    /// <param name="column">The column of the classes; null to find it by its name.</param>
    /// <returns>A table with the classes as its only column; null after reporting.</returns>
    public LabelTable? ReadClasses(string? column)
    {
        var before = errors.Count;
        if (!ReadLines()) return null;
        if (ClassColumns.Of([.. Header.Select(name => name.Trim())], column, (message, detail) => Report(1, message, detail)) is not { } columns) return null;
        var width = Header.Length;
        foreach (var (line, fields) in _lines.Where(row => row.Fields.Length != width)) ReportWidth(line, fields.Length, width);
        if (errors.Count > before) return null;
        _lines = _lines.ConvertAll(row => (row.Line, (string[])[row.Fields[columns.Image].Trim().Replace('\\', '/'), row.Fields[columns.Class].Trim()]));
        foreach (var (line, fields) in _lines.Skip(1)) CheckRow(line, fields, Header);
        if (_lines.Count == 1) Report(1, "there are no rows");
        CheckImages(image: 0);
        return errors.Count > before ? null : Build(Header, image: 0);
    }

    private string[] Header => _lines.Count == 0 ? [] : _lines[0].Fields;

    private bool ReadLines()
    {
        var before = errors.Count;
        errors.BeginFile(file);
        _lines = CsvLines.Read(path, (line, why) => Report(line, why));
        return errors.Count == before;
    }

    private void CheckHeader(string[] header)
    {
        if (header.Length == 1) Report(1, "there is no column but 'image'", "add one for each task: image,color,…");
        foreach (var name in header.Where(name => name != Image).Distinct())
        {
            if (name == LabelSpace.ClassTask) Report(1, $"a column cannot be called '{name}': that is the task of the class folders");
            else if (!Name().IsMatch(name)) Report(1, $"'{name}' cannot be the name of a column", "use up to 64 letters, digits, '-' and '_', beginning with a letter");
        }
        // Files are named after columns, and some file systems ignore case.
        foreach (var name in header.CountBy(name => name, StringComparer.OrdinalIgnoreCase).Where(pair => pair.Value > 1).Select(pair => pair.Key)) Report(1, $"there are two columns '{name}'");
    }

    private void CheckRow(int line, string[] fields, string[] header)
    {
        if (fields.Length != header.Length)
        {
            ReportWidth(line, fields.Length, header.Length);
            return;
        }
        foreach (var (name, value) in header.Zip(fields))
        {
            if (string.IsNullOrWhiteSpace(value)) Report(line, $"column '{name}' is empty");
        }
    }

    private void CheckImages(int image)
    {
        var first = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var (line, fields) in _lines.Skip(1).Where(row => row.Fields.Length > image))
        {
            if (!first.TryAdd(fields[image], line))
                Report(line, $"the image '{fields[image]}' is listed twice", string.Create(CultureInfo.InvariantCulture, $"the first is in line {first[fields[image]]}"));
        }
    }

    private LabelTable? Build(string[] header, int image)
    {
        var places = Enumerable.Range(0, header.Length).Where(place => place != image).ToList();
        var columns = places.ConvertAll(place =>
            new LabelColumn(header[place], [.. _lines.Skip(1).Select(row => row.Fields[place]).Distinct().Order(StringComparer.Ordinal)]));
        foreach (var column in columns.Where(column => column.Values.Count == 1))
            Report(1, $"column '{column.Name}' has one value, '{column.Values[0]}': there is nothing to learn");
        if (columns.Exists(column => column.Values.Count == 1)) return null;
        var indices = columns.ConvertAll(column => column.Values.Index().ToDictionary(pair => pair.Item, pair => pair.Index, StringComparer.Ordinal));
        return new LabelTable
        {
            File = file,
            Columns = columns,
            Rows = _lines.Skip(1).ToDictionary(
                row => row.Fields[image], row => new LabelRow(row.Line, [.. places.Select((place, column) => indices[column][row.Fields[place]])]), StringComparer.Ordinal),
            Hash = HashOf(header, image, places),
        };
    }

    // Fields end with a zero byte, which no file name contains, so that different tables never make the same bytes.
    private string HashOf(string[] header, int image, List<int> places)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        void Add(string field) => hash.AppendData(Encoding.UTF8.GetBytes(field + '\0'));
        foreach (var place in places) Add(header[place]);
        foreach (var (_, fields) in _lines.Skip(1).OrderBy(row => row.Fields[image], StringComparer.Ordinal))
        {
            Add(fields[image]);
            foreach (var place in places) Add(fields[place]);
        }
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private void ReportWidth(int line, int found, int expected) => Report(line, string.Create(CultureInfo.InvariantCulture, $"{found} columns instead of {expected}"));

    private void Report(int line, string message, string? detail = null) => errors.Add(new SourceLocation(file, line, 1), message, detail);

    [GeneratedRegex(@"^[A-Za-z][A-Za-z0-9_-]{0,63}\z")]
    private static partial Regex Name();
}
