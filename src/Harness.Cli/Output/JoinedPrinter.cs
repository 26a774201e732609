using Harness.Reporting.Joined;
using Spectre.Console;

namespace Harness.Cli.Output;

/// <summary>Prints a comparison of several results folders.</summary>
internal static class JoinedPrinter
{
    /// <summary>Prints the table, the highest accuracy first, and the sentences under it.</summary>
    /// <param name="joined">The comparison.</param>
    public static void Print(JoinedComparison joined)
    {
        var table = new Table().Border(TableBorder.Simple).AddColumn("Results").AddColumn("Technique");
        foreach (var head in new[] { "Validation accuracy", "95 % interval" }) table.AddColumn(new TableColumn(head).RightAligned());
        table.AddColumn("Group").AddColumn(new TableColumn("Seeds").RightAligned()).AddColumn(new TableColumn("Time (s)").RightAligned());
        foreach (var row in joined.Rows.OrderByDescending(row => row.Accuracy.Mean)) table.AddRow(Cells(row).Select(Markup.Escape).ToArray());
        Wide.Console().Write(table);
        foreach (var sentence in joined.Verdict.Concat(joined.Notes)) Wide.WriteLine(sentence);
    }

    private static string[] Cells(JoinedRow row) =>
    [
        row.Folder, row.SingleLineName, row.AccuracyText, row.IntervalText, row.Groups, FormattableString.Invariant($"{row.Seeds}"),
        row.Seconds is { } seconds ? FormattableString.Invariant($"{seconds:F1}") : "",
    ];
}
