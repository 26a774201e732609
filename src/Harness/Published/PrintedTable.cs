using Harness.Diagnostics;
using Harness.Files;

namespace Harness.Published;

/// <summary>A table of accuracies as an article or a page prints it.</summary>
/// <param name="File">The file, as messages name it.</param>
/// <param name="Column">The column of the accuracies.</param>
/// <param name="Rows">At least one.</param>
public sealed record PrintedTable(string File, string Column, IReadOnlyList<PrintedRow> Rows)
{
    // From the most to the least particular.
    private static readonly string[] UsualColumns = ["val_acc", "valid_acc", "validation accuracy", "test_acc", "test accuracy", "accuracy", "acc", "top-1", "top1"];

    /// <summary>Reads a table.</summary>
    /// <param name="path">A CSV file whose first line names the columns; the first column has the names of the rows.</param>
    /// <param name="column">The column of the accuracies; null for the one whose name says so.</param>
    /// <returns>The table.</returns>
    /// <exception cref="DiagnosticsException">The file cannot be read, has no such column, or holds something else than accuracies; all mistakes at once.</exception>
    public static PrintedTable Read(string path, string? column)
    {
        var lines = CsvLines.Read(path, (line, why) => throw new DiagnosticsException([new(new(path, line, 1), why)]));
        if (lines.Count < 2) throw new DiagnosticsException([new(new(path, 1, 1), "there are no rows", "the first line names the columns, each other line is a row: technique,val_acc")]);
        var header = lines[0].Fields;
        var place = PlaceOf(path, header, column);
        // A table in percent has no sign at each number, but numbers above 1.
        var isPercent = lines.Skip(1).Any(line => line.Fields.Length > place && PrintedNumber.Read(line.Fields[place], false) is null && PrintedNumber.Read(line.Fields[place], true) is not null);
        var errors = new List<Diagnostic>();
        var rows = lines.Skip(1).Select(line => RowOf(path, line.Line, line.Fields, header, place, isPercent, errors)).OfType<PrintedRow>().ToList();
        return errors.Count == 0 ? new(path, header[place], WithDroppedZeros(rows)) : throw new DiagnosticsException(errors);
    }

    private static int PlaceOf(string path, string[] header, string? column)
    {
        if (column is not null)
        {
            var place = Array.FindIndex(header, name => name.Trim().Equals(column, StringComparison.OrdinalIgnoreCase));
            return place >= 0 ? place : throw new DiagnosticsException([new(new(path, 1, 1), $"there is no column '{column}'", $"there are {Join(header)}")]);
        }
        foreach (var usual in UsualColumns)
        {
            var place = Array.FindIndex(header, name => name.Trim().Equals(usual, StringComparison.OrdinalIgnoreCase));
            if (place > 0) return place;
        }
        return header.Length == 2 ? 1 : throw new DiagnosticsException([new(new(path, 1, 1), "which column has the accuracies?", $"name it with --column; there are {Join(header)}")]);
    }

    private static PrintedRow? RowOf(string path, int line, string[] fields, string[] header, int place, bool isPercent, List<Diagnostic> errors)
    {
        if (fields.Length != header.Length)
        {
            errors.Add(new(new(path, line, 1), FormattableString.Invariant($"{fields.Length} columns instead of {header.Length}")));
            return null;
        }
        if (PrintedNumber.Read(fields[place], isPercent) is { } number) return new(line, fields[0].Trim(), number);
        errors.Add(new(new(path, line, 1), $"'{fields[place]}' in column '{header[place].Trim()}' is not an accuracy", "write a number from 0 to 1, or in percent, as the source prints it: 0.9836 or 98.36 %"));
        return null;
    }

    // Programs leave zeros at the end out: then no number ends in one, and a shorter number is as exact as the longest.
    private static List<PrintedRow> WithDroppedZeros(List<PrintedRow> rows)
    {
        if (rows.Exists(row => row.Accuracy.EndsInZero)) return rows;
        var unit = rows.Min(row => row.Accuracy.Unit);
        return rows.ConvertAll(row => row with { Accuracy = row.Accuracy with { Unit = unit } });
    }

    private static string Join(string[] header) => string.Join(", ", header.Select(name => $"'{name.Trim()}'"));
}

/// <summary>A row of a printed table.</summary>
/// <param name="Line">Where it is in the file, from 1.</param>
/// <param name="Name">What it is called.</param>
/// <param name="Accuracy">Its accuracy.</param>
public sealed record PrintedRow(int Line, string Name, PrintedNumber Accuracy);
