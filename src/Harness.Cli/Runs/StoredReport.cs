using Harness.Cli.Commands;
using Harness.Cli.Output;
using Harness.Diagnostics;
using Harness.Results;
using Harness.Running;
using Harness.Running.Collecting;
using Harness.Running.Folders;
using Harness.Running.Opening;

namespace Harness.Cli.Runs;

/// <summary>Makes the report from what is stored.</summary>
/// <param name="options">The options of the command.</param>
/// <param name="splits">The suite's splits.</param>
/// <param name="output">Where the report goes.</param>
internal sealed class StoredReport(RunOptions options, SplitResults splits, ReportOutput output)
{
    /// <summary>Whether parts are joined, and test images opened, if all are finished.</summary>
    public bool JoinsParts { get; init; }

    /// <summary>Whether splits whose images no run has listed yet are left out: nothing is finished of them, unless their results folder was removed.</summary>
    public bool LeavesOutUnlisted { get; init; }

    /// <summary>Why the list of trained networks could not be written, although the report was; null if it was.</summary>
    public HarnessException? ListingError { get; private set; }

    /// <summary>Writes and shows it.</summary>
    /// <returns>The exit code; null if no epoch is finished, and nothing was written.</returns>
    public int? Run()
    {
        var finished = Enumerable.Range(0, splits.Count).Select(Write).OfType<(int Number, SuiteResult Result, string Folder)>().ToList();
        if (finished.Count == 0) return null;
        if (splits.Count == 1) output.Print(finished[0].Result, finished[0].Folder);
        else output.PrintSplits(finished, splits.Folder);
        return finished.Max(split => CommandLine.CodeOf(split.Result));
    }

    /// <summary>Writes the report of a split.</summary>
    /// <param name="split">Which, counted from 0.</param>
    /// <returns>Its number, counted from 1, its result and its folder; null if nothing of it is finished.</returns>
    public (int Number, SuiteResult Result, string Folder)? Write(int split)
    {
        if (LeavesOutUnlisted && !File.Exists(splits.ManifestOf(split))) return null;
        var observer = new PlainProgress();
        using var session = Interrupt.During(stop => Open(split, observer, stop));
        var result = session.Collect();
        if (!result.Techniques.Any(technique => technique.Runs.Any(HasOutcome))) return null;
        output.Write(result, session.OutputFolder, isAnew: true);
        ListingError ??= TrainedNetworks.List(session, result);
        return (split + 1, result, session.OutputFolder);
    }

    private SuiteSession Open(int split, PlainProgress observer, CancellationToken cancellation)
    {
        var session = SuiteOpener.Open(options with { Split = split }, observer, observer.Images, cancellation);
        try
        {
            if (JoinsParts) session.Join(observer, cancellation);
            return session;
        }
        catch
        {
            session.Dispose();
            throw;
        }
    }

    private static bool HasOutcome(RunResult run) => run.Epochs.Count > 0 || run.FailureReason is not null;
}
