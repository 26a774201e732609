using Harness.Reporting;
using Harness.Reporting.Splits;
using Harness.Running.Collecting;
using Spectre.Console;

namespace Harness.Cli.Output;

/// <summary>Prints the comparison on the console.</summary>
internal static class ResultTablePrinter
{
    /// <summary>Prints the table and the sentences under it.</summary>
    /// <param name="result">The suite's result.</param>
    public static void Print(SuiteResult result)
    {
        var content = ResultTable.ForReading(result);
        Print([.. content.Columns.Select(column => (column.Heading, column.Alignment == ColumnAlignment.Right))], content.Rows, content.Verdict.Concat(content.Notes));
    }

    /// <summary>Prints what a suite gave on several splits.</summary>
    /// <param name="splits">The table.</param>
    public static void Print(SplitsTable splits) =>
        Print([.. splits.Heads.Select((head, place) => (head, place > 0))], splits.Rows, splits.Verdict.Concat(splits.Notes));

    private static void Print(IReadOnlyList<(string Head, bool IsNumber)> columns, IReadOnlyList<IReadOnlyList<string>> rows, IEnumerable<string> sentences)
    {
        var console = Wide.Console();
        List<string> heads = [.. columns.Select(column => column.Head)];
        var shown = FittingColumns.Of(heads, rows, console.Profile.Width);
        var table = new Table().Border(TableBorder.Simple);
        foreach (var place in shown)
        {
            var (head, isNumber) = columns[place];
            var broken = shown.Count < columns.Count ? head.Replace(" %", "\u00A0%", StringComparison.Ordinal).Replace(' ', '\n') : head;
            var column = new TableColumn(Markup.Escape(broken));
            table.AddColumn(isNumber ? column.RightAligned().NoWrap() : column);
        }
        foreach (var row in rows) table.AddRow(shown.Select(place => Markup.Escape(row[place])).ToArray());
        console.Write(table);
        if (shown.Count < columns.Count) Wide.WriteLine($"Left out for lack of room: {string.Join(", ", heads.Where((_, place) => !shown.Contains(place)))}; the files have all columns.");
        foreach (var sentence in sentences) Wide.WriteLine(sentence);
    }
}
