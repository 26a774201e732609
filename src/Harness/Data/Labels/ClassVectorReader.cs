using System.Globalization;
using Harness.Diagnostics;
using Harness.Files;
using Harness.Yaml;

namespace Harness.Data.Labels;

/// <summary>Reads vectors of classes: a CSV file with a column <c>class</c> and a column for each number, or a YAML file, <c>rose: [0, 1, 0.5]</c>.</summary>
/// <param name="path">The file; YAML where its name ends in <c>.yaml</c> or <c>.yml</c>.</param>
/// <param name="file">What messages call it.</param>
/// <param name="errors">Where to report.</param>
internal sealed class ClassVectorReader(string path, string file, DiagnosticBag errors)
{
    private const string Class = "class";

    private readonly Dictionary<string, ClassVector> _rows = new(StringComparer.Ordinal);

    /// <summary>Reads the vectors.</summary>
    /// <returns>The vectors; null after reporting.</returns>
    public ClassVectors? Read()
    {
        var before = errors.Count;
        errors.BeginFile(file);
        if (Path.GetExtension(path).ToLowerInvariant() is ".yaml" or ".yml") ReadYaml();
        else ReadCsv();
        if (errors.Count == before && _rows.Count == 0) Report(1, "there are no vectors");
        var width = _rows.Count == 0 ? 0 : _rows.Values.First().Values.Count;
        foreach (var (name, vector) in _rows) CheckVector(name, vector, width);
        return errors.Count > before ? null : new ClassVectors { File = file, Width = width, Rows = _rows };
    }

    private void ReadYaml()
    {
        if (new YamlFiles(Path.IsPathRooted(file), errors).Load(path, namedAt: null) is not { } root) return;
        if (root is not YamlMapping mapping)
        {
            errors.Add(root.Location, $"the file must map classes to lists of numbers, not hold {root.Kind}", "for example rose: [0, 1, 0.5]");
            return;
        }
        foreach (var (key, value) in mapping.Entries.Select(entry => (entry.Key, entry.Value)))
        {
            if (value is YamlSequence { Items.Count: > 0 } list)
                Add(key.Text, key.Location.Line, [.. list.Items.Select(item => Scalars.Number(item, key.Text, NumberRange.Any, errors) ?? 0)]);
            else
                errors.Add(value.Location, $"the vector of '{key.Text}' must be a list of numbers, not {value.Kind}");
        }
    }

    private void ReadCsv()
    {
        var before = errors.Count;
        var lines = CsvLines.Read(path, (line, why) => Report(line, why));
        if (errors.Count > before) return;
        if (lines.Count == 0 || lines[0].Fields[0] != Class)
        {
            Report(1, $"the first column must be '{Class}'", "the first line names the columns: class,yellow,petals,…");
            return;
        }
        foreach (var (line, fields) in lines.Skip(1)) ReadRow(line, fields, lines[0].Fields.Length);
    }

    private void ReadRow(int line, string[] fields, int columns)
    {
        if (fields.Length != columns)
        {
            Report(line, string.Create(CultureInfo.InvariantCulture, $"the vector of '{fields[0]}' has {fields.Length - 1} numbers instead of {columns - 1}"));
            return;
        }
        foreach (var field in fields.Skip(1).Where(field => Scalars.ParseNumber(field.Trim()) is null)) Report(line, $"'{field}' in the vector of '{fields[0]}' is not a number");
        Add(fields[0], line, [.. fields.Skip(1).Select(field => Scalars.ParseNumber(field.Trim()) ?? 0)]);
    }

    private void Add(string name, int line, IReadOnlyList<double> values)
    {
        if (!_rows.TryAdd(name, new(line, values)))
            Report(line, $"class '{name}' has two vectors", string.Create(CultureInfo.InvariantCulture, $"the first is in line {_rows[name].Line}"));
    }

    private void CheckVector(string name, ClassVector vector, int width)
    {
        if (vector.Values.Count != width)
            Report(vector.Line, string.Create(CultureInfo.InvariantCulture, $"the vector of '{name}' has {vector.Values.Count} numbers, and that of '{_rows.Keys.First()}' {width}"));
        else if (vector.Values.All(value => value == 0))
            Report(vector.Line, $"the vector of '{name}' is all zeros, which is similar to nothing");
        else if (_rows.FirstOrDefault(other => other.Value.Line < vector.Line && other.Value.Values.SequenceEqual(vector.Values)) is { Value: not null } same)
            Report(vector.Line, $"'{name}' has the same vector as '{same.Key}': nothing could tell them apart");
    }

    private void Report(int line, string message, string? detail = null) => errors.Add(new SourceLocation(file, line, 1), message, detail);
}
