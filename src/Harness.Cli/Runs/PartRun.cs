using Harness.Cli.Commands;
using Harness.Cli.Output;
using Harness.Diagnostics;
using Harness.Planning;
using Harness.Results;
using Harness.Running;
using Harness.Running.Epochs;
using Harness.Running.Folders;
using Harness.Running.Opening;
using Harness.Running.Parts;

namespace Harness.Cli.Runs;

/// <summary>Trains one part of a suite into the store, for a report of all parts later.</summary>
/// <param name="options">The options of the command.</param>
/// <param name="part">Which part.</param>
/// <param name="cancellation">Stops between two batches.</param>
internal sealed class PartRun(RunOptions options, PartChoice part, CancellationToken cancellation)
{
    /// <summary>Whether a report joins it with the others later. A process that started several parts does that itself, and shows what is noted while a split
    /// is opened.</summary>
    public bool IsJoinedByReport { get; init; } = true;

    /// <summary>Runs.</summary>
    /// <returns>The exit code.</returns>
    public int Run()
    {
        if (!options.UseStore) throw new HarnessException("A part shares its epochs through the store, and --no-store keeps none.", "Leave out --no-store.");
        if (options.Device.Contains(',', StringComparison.Ordinal)) throw new HarnessException($"A part trains on one device, and '{options.Device}' names several.", "Name one.");
        var splits = SuiteOpener.SplitsOf(options);
        var trained = new List<TrainedPart>();
        do
        {
            if (splits.Count > 1) Console.WriteLine(FormattableString.Invariant($"Split {trained.Count + 1} of {splits.Count}:"));
            trained.Add(ProgressDisplay.Show(display => Train(trained.Count, splits, display)));
        }
        while (trained.Count < splits.Count && trained[^1].End is RunEnd.Completed);
        Tell(trained);
        return trained.Max(one => one.End.Close(one.Failed > 0 ? CommandLine.Incomplete : CommandLine.Success));
    }

    private TrainedPart Train(int split, SplitResults splits, ProgressDisplay display)
    {
        var log = new RunLog(splits.Of(split), ResultFileNames.PartLog(part.Number, part.Count));
        return log.During(options with { Split = split, Access = ResultsAccess.Part }, display, cancellation, (session, observer) =>
        {
            Plan? plan = null;
            var end = RunEnd.Of(() => plan = session.RunPart(part, IsJoinedByReport, observer, cancellation));
            log.Write(end.Words);
            return TrainedPart.Of(session, plan, end);
        }, wasOpenedBefore: !IsJoinedByReport);
    }

    private void Tell(List<TrainedPart> trained)
    {
        // Errors have already been reported.
        if (trained[^1].End is not RunEnd.Completed) return;
        var epochs = trained.Sum(one => one.Epochs);
        if (epochs == 0)
        {
            Console.WriteLine($"Part {part} has nothing to do: the suite can be cut into {Quantity.Of(trained.Sum(one => one.Pieces), "part")} at most, since epochs that depend on one another stay together.");
            return;
        }
        var failed = trained.Sum(one => one.Failed);
        Console.WriteLine($"Part {part} is finished: {Quantity.Of(epochs, "epoch")}{(failed == 0 ? "" : $", {failed} of them failed or could not begin")}.{(IsJoinedByReport ? " When all parts are finished, run 'harness report' with the same suite and options to join them." : "")}");
    }

    /// <summary>The outcome of the part in one split.</summary>
    /// <param name="Pieces">The maximum number of parts that the split's plan can be cut into.</param>
    /// <param name="Epochs">The number of epochs of the part.</param>
    /// <param name="Failed">How many of them failed, or could not start because an earlier one failed.</param>
    /// <param name="End">How it ended.</param>
    private sealed record TrainedPart(int Pieces, int Epochs, int Failed, RunEnd End)
    {
        public static TrainedPart Of(SuiteSession session, Plan? plan, RunEnd end)
        {
            if (plan is null) return new(0, 0, 0, end);
            var statuses = EpochStatuses.Of(plan, session.Store);
            var failed = plan.Nodes.Count(node => session.Failures.ContainsKey(node.Key) || statuses[node.Key] is EpochStatus.Failed or EpochStatus.Blocked);
            return new(PlanParts.MaximumOf(session.Plan), plan.Nodes.Count, failed, end);
        }
    }
}
