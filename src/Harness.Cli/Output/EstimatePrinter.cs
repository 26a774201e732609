using Harness.Estimation;
using Harness.Proposals;
using Spectre.Console;

namespace Harness.Cli.Output;

/// <summary>Prints the estimated time and memory of a run.</summary>
internal static class EstimatePrinter
{
    private const string AtMostWords = "at most ";

    /// <summary>Prints a row per technique and the sums, and what failed in the trial.</summary>
    /// <param name="estimate">The estimate.</param>
    public static void Print(SuiteEstimate estimate)
    {
        var console = Wide.Console();
        if (estimate.IsTimed) PrintTimes(console, estimate);
        foreach (var failure in estimate.Failures) console.WriteLine(InWords(failure));
        if (estimate.Failures.Count == 0) return;
        console.WriteLine(estimate.IsTimed
            ? "Failures are counted as if they had succeeded, with the time of similar epochs."
            : "Everything that was tried failed, so there is nothing to estimate the time from.");
    }

    private static void PrintTimes(IAnsiConsole console, SuiteEstimate estimate)
    {
        var table = new Table { Border = TableBorder.Minimal };
        table.AddColumn("Technique");
        table.AddColumn(new TableColumn("Epochs to run").RightAligned());
        table.AddColumn(new TableColumn("On its own").RightAligned());
        foreach (var row in estimate.Techniques)
            table.AddRow(Markup.Escape(row.Technique.Name), FormattableString.Invariant($"{AtMost(row)}{row.Epochs}"), AtMost(row) + Words.ShortDuration(row.AloneSeconds));
        console.Write(table);
        console.WriteLine(FormattableString.Invariant(
            $"Estimated from a few batches: {(estimate.Techniques.Any(MayStopEarly) ? AtMostWords : "")}{Words.ShortDuration(estimate.Seconds)} together, {Words.ShortDuration(estimate.AloneSeconds)} without sharing ({Saved(estimate):P0} saved); about {estimate.PeakBytes / (double)(1 << 20):F0} MiB of memory."));
    }

    // For a training that may stop early, all epochs are counted.
    private static bool MayStopEarly(TechniqueEstimate row) => row.Technique.EarlyStopping is not null && row.Epochs > 0;

    private static string AtMost(TechniqueEstimate row) => MayStopEarly(row) ? AtMostWords : string.Empty;

    private static string InWords(TrialFailure failure) => FormattableString.Invariant(
        $"Failed in the trial (a few batches from the initial weights): {string.Join(" + ", failure.Node.Techniques)}, seed {failure.Node.Seed}, epoch {failure.Node.Epoch + 1}: {failure.Reason}");

    private static double Saved(SuiteEstimate estimate) => Math.Max(0, 1 - (estimate.Seconds / estimate.AloneSeconds));
}
