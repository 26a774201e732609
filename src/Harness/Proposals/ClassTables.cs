using Harness.Data.Labels;
using Harness.Yaml;

namespace Harness.Proposals;

/// <summary>Tables that may give images their classes.</summary>
internal static class ClassTables
{
    /// <summary>Looks at the header of a table.</summary>
    /// <param name="path">A CSV file.</param>
    /// <returns>The layout, if its columns can be images and classes; otherwise none.</returns>
    public static IEnumerable<TableLayout> Of(string path)
    {
        string[] header;
        try
        {
            header = [.. (File.ReadLines(path).FirstOrDefault() ?? "").Split(',').Select(name => name.Trim().Trim('"'))];
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return [];
        }
        return ClassColumns.Of(header, column: null, static (_, _) => { }) is { } columns ? [new(path, header[columns.Class])] : [];
    }

    /// <summary>Reads a table.</summary>
    /// <param name="layout">Where it is.</param>
    /// <returns>The classes.</returns>
    /// <exception cref="Diagnostics.DiagnosticsException">It is wrong; with its lines.</exception>
    public static LabelTable Read(TableLayout layout)
    {
        var errors = new DiagnosticBag();
        var table = new LabelTableReader(layout.File, layout.File, errors).ReadClasses(layout.Column);
        errors.ThrowIfAny();
        return table!;
    }
}
