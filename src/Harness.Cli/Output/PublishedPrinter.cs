using Harness.Published;
using Harness.Statistics;
using Spectre.Console;

namespace Harness.Cli.Output;

/// <summary>Prints what a published table supports.</summary>
internal static class PublishedPrinter
{
    /// <summary>Prints it.</summary>
    /// <param name="table">The table.</param>
    /// <param name="count">How many images its accuracies were measured on; null if that is not known.</param>
    /// <param name="isGiven">Whether the user gave the number.</param>
    public static void Print(PrintedTable table, ImageCount? count, bool isGiven)
    {
        var console = Wide.Console();
        if (count is null)
        {
            console.WriteLine("The digits do not reveal how many images these accuracies were measured on: too many numbers would fit, or none does. Give it with --images.");
            return;
        }
        console.WriteLine(Counts(table, count, isGiven));
        PrintRows(console, table, count);
        var pairs = PrintedPair.Of(table, count);
        if (pairs.Count == 0) return;
        PrintPairs(console, table, pairs);
        console.WriteLine("This holds for the networks behind these rows, one run each; the table does not say how much another run would change.");
    }

    private static string Counts(PrintedTable table, ImageCount count, bool isGiven)
    {
        var fit = table.Rows.Count - count.Impossible.Count;
        var how = count.Printing == Printing.CutOff ? ", cut off and not rounded" : "";
        var all = count.Impossible.Count == 0 ? $"All {fit}" : FormattableString.Invariant($"{fit} of {table.Rows.Count}");
        var chance = isGiven ? "." : FormattableString.Invariant($": the smallest number that fits (by chance with a probability below {Math.Max(0.001, count.Chance):0.###}).");
        return FormattableString.Invariant($"{all} accuracies are counts of {count.Images:N0} images{how}{chance}");
    }

    private static void PrintRows(IAnsiConsole console, PrintedTable table, ImageCount count)
    {
        var shown = new Table().Border(TableBorder.Simple).AddColumn("#").AddColumn("Row");
        foreach (var head in new[] { "Printed", "Right", "Wrong", "95 % interval" }) shown.AddColumn(new TableColumn(head).RightAligned());
        foreach (var (index, row) in table.Rows.Index())
        {
            var number = FormattableString.Invariant($"{index + 1}");
            string[] cells = row.Accuracy.RightOf(count.Images, count.Printing) is { } right ? Counted(right, count.Images) : ["impossible", "", ""];
            shown.AddRow(((string[])[number, row.Name, row.Accuracy.Text, .. cells]).Select(Markup.Escape).ToArray());
        }
        console.Write(shown);
    }

    private static string[] Counted((int Low, int High) right, int images)
    {
        var low = WilsonInterval.Of(right.Low / (double)images, images, WilsonInterval.Normal95);
        var high = WilsonInterval.Of(right.High / (double)images, images, WilsonInterval.Normal95);
        return [Range(right.Low, right.High), Range(images - right.High, images - right.Low), FormattableString.Invariant($"{low.Low:F4} to {high.High:F4}")];
    }

    private static string Range(int low, int high) => low == high ? FormattableString.Invariant($"{low:N0}") : FormattableString.Invariant($"{low:N0} to {high:N0}");

    private static void PrintPairs(IAnsiConsole console, PrintedTable table, IReadOnlyList<PrintedPair> pairs)
    {
        console.WriteLine(FormattableString.Invariant($"Of {pairs.Count} pairs of rows (McNemar's exact test, 95 %, corrected by Holm's method), measured on the same images:"));
        Print(PrintedDifference.Certain, "certainly differ, whichever images they were wrong on");
        Print(PrintedDifference.Possible, "differ or not, depending on which images they were wrong on, which the table does not show");
        Print(PrintedDifference.None, "cannot be told apart, whichever images they were wrong on");

        void Print(PrintedDifference difference, string words)
        {
            var found = pairs.Where(pair => pair.Difference == difference).ToList();
            var names = found.Count == 0 ? "" : $": {string.Join(", ", found.Select(pair => FormattableString.Invariant($"#{pair.First + 1} over #{pair.Second + 1}")))}";
            console.WriteLine(FormattableString.Invariant($"- {found.Count} {words}{names}"));
        }
    }
}
