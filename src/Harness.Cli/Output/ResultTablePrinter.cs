using Harness.Reporting;
using Harness.Reporting.Splits;
using Harness.Running;
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
        Print(content.Columns.Select(column => (column.Heading, column.Alignment == ColumnAlignment.Right)), content.Rows, content.Verdict.Concat(content.Notes));
    }

    /// <summary>Prints what a suite gave on several splits.</summary>
    /// <param name="splits">The table.</param>
    public static void Print(SplitsTable splits) =>
        Print(splits.Heads.Select((head, place) => (head, place > 0)), splits.Rows, splits.Verdict.Concat(splits.Notes));

    private static void Print(IEnumerable<(string Head, bool IsNumber)> columns, IEnumerable<IReadOnlyList<string>> rows, IEnumerable<string> sentences)
    {
        var table = new Table().Border(TableBorder.Simple);
        foreach (var (head, isNumber) in columns)
        {
            var shown = new TableColumn(Markup.Escape(head));
            table.AddColumn(isNumber ? shown.RightAligned() : shown);
        }
        foreach (var row in rows) table.AddRow(row.Select(Markup.Escape).ToArray());
        Wide.Console().Write(table);
        foreach (var sentence in sentences) Console.WriteLine(sentence);
    }
}
