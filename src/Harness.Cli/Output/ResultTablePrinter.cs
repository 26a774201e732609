using Harness.Reporting;
using Harness.Running;
using Spectre.Console;

namespace Harness.Cli.Output;

/// <summary>Prints the comparison on the console.</summary>
internal static class ResultTablePrinter
{
    /// <summary>Prints the table and the sentences under it.</summary>
    public static void Print(SuiteResult result)
    {
        var console = Wide.Console();
        var content = ResultTable.ForReading(result);
        var table = new Table().Border(TableBorder.Simple);
        foreach (var column in content.Columns)
        {
            var shown = new TableColumn(Markup.Escape(column.Heading));
            table.AddColumn(column.Alignment == ColumnAlignment.Right ? shown.RightAligned() : shown);
        }
        foreach (var row in content.Rows) table.AddRow(row.Select(Markup.Escape).ToArray());
        console.Write(table);
        foreach (var note in content.Verdict.Concat(content.Notes)) Console.WriteLine(note);
    }
}
