using Harness.Cli.Commands;
using Harness.Cli.Output;
using Harness.Diagnostics;
using Harness.Results;
using Harness.Running;
using Harness.Running.Folders;

namespace Harness.Cli.Runs;

/// <summary>Trains what is missing of a suite, and writes the report.</summary>
/// <param name="options">The options of the command.</param>
/// <param name="splits">The suite's splits.</param>
/// <param name="output">Where the report goes.</param>
/// <param name="cancellation">Stops between two batches.</param>
internal sealed class WholeRun(RunOptions options, SplitResults splits, ReportOutput output, CancellationToken cancellation)
{
    private bool _hasTrained;

    /// <summary>Whether other processes have just trained parts of it.</summary>
    public bool IsBehindParts { get; init; }

    /// <summary>Whether this process has opened the first split before, and shown what is noted meanwhile.</summary>
    public bool WasOpenedBefore { get; init; }

    /// <summary>Ends it before a seed for which there is no time; null for as long as it takes.</summary>
    public TimeLimit? Limit { get; init; }

    /// <summary>Runs.</summary>
    /// <returns>The exit code.</returns>
    public int Run()
    {
        var code = splits.Count > 1 ? RunSplits() : RunOnly();
        // Looking at every file of a large store on a shared disk takes a while, but little compared with a training.
        if (_hasTrained || IsBehindParts) StoreBudget.Tell(options);
        return code;
    }

    private int RunOnly()
    {
        var run = ProgressDisplay.Show(display => Train(0, display));
        run.Print(output);
        return run.Close();
    }

    // One after the other: each is a run of the whole suite, with its own report.
    private int RunSplits()
    {
        var runs = new List<ReportedRun>();
        RunEnd end;
        do
        {
            Console.WriteLine(FormattableString.Invariant($"Split {runs.Count + 1} of {splits.Count}:"));
            end = RunEnd.Of(() => runs.Add(ProgressDisplay.Show(display => Train(runs.Count, display))));
        }
        while (end is RunEnd.Completed && runs.Count < splits.Count && runs[^1].End is RunEnd.Completed);
        if (runs.Count == 0) return end.Close(CommandLine.Success);
        var listingError = PrintSplits(runs);
        var code = end.Close(runs.Max(run => run.Close()));
        return listingError is null ? code : throw listingError;
    }

    // A run that ended early does not take from the table what earlier ones finished of the splits that it has not come to. Returns why one of their lists of
    // trained networks could not be written.
    private HarnessException? PrintSplits(List<ReportedRun> runs)
    {
        var finished = runs.Index().Where(run => run.Item.HasReport).Select(run => (run.Index + 1, run.Item.Result, splits.Of(run.Index))).ToList();
        var stored = new StoredReport(options, splits, output) { LeavesOutUnlisted = true };
        var isWhole = true;
        for (var split = runs.Count; split < splits.Count; split++)
        {
            var end = RunEnd.Of(() => finished.AddRange(stored.Write(split) is { } one ? [one] : []));
            isWhole &= end is RunEnd.Completed;
            if (end is RunEnd.Stopped) break;
            if (end is RunEnd.Failed failed) Console.Error.WriteLine(FormattableString.Invariant($"note: split {split + 1} is left out of the table: {failed.Error.Message}"));
        }
        output.PrintSplits(finished, splits.Folder, replaces: isWhole);
        return stored.ListingError;
    }

    private ReportedRun Train(int split, ProgressDisplay display)
    {
        var log = new RunLog(splits.Of(split), ResultFileNames.Log);
        return log.During(options with { Split = split }, display, cancellation, (session, observer) =>
        {
            var end = Limit is { } limit
                ? limit.During(stop => session.Run(new LimitedRun(observer, limit, split), stop), cancellation)
                : RunEnd.Of(() => session.Run(observer, cancellation));
            log.Write(end.Words);
            _hasTrained |= session.HasTrained;
            return ReportedRun.Of(session, end, output, note => log.Write($"note: {note}"));
        }, WasOpenedBefore && split == 0);
    }
}
