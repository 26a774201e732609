using Harness.Cli.Commands;
using Harness.Cli.Output;
using Harness.Cli.Processes;
using Harness.Planning;
using Harness.Running;
using Harness.Running.Epochs;
using Harness.Running.Folders;
using Harness.Running.Opening;
using Harness.Running.Parts;

namespace Harness.Cli.Runs;

/// <summary>Trains a suite on several devices of this machine: each gets a part, in its own process, and the report is made of all.</summary>
/// <param name="options">The options of the command.</param>
/// <param name="devices">The devices, at least two.</param>
/// <param name="splits">The suite's splits.</param>
/// <param name="output">Where the report goes.</param>
/// <param name="cancellation">Stops all between two batches.</param>
internal sealed class DeviceRun(RunOptions options, IReadOnlyList<string> devices, SplitResults splits, ReportOutput output, CancellationToken cancellation)
{
    private static readonly int[] GoodCodes = [CommandLine.Success, CommandLine.Incomplete];

    /// <summary>Whether the parts show the technical cause of errors, too.</summary>
    public bool IsVerbose { get; init; }

    /// <summary>Runs.</summary>
    /// <returns>The exit code.</returns>
    public int Run()
    {
        var count = CountParts();
        if (count > 1)
        {
            Console.WriteLine($"Trains on {Quantity.Of(count, "device")}, a part on each: {string.Join(", ", devices.Take(count))}.");
            var codes = ChildProcesses.Run([.. devices.Take(count).Select((device, place) => Child(device, new PartChoice(place + 1, count)))], cancellation);
            if (cancellation.IsCancellationRequested) return Stopped();
            if (codes.Index().Where(code => !GoodCodes.Contains(code.Item)).ToList() is { Count: > 0 } failed) return Failed(failed, count);
        }
        // What remains: nothing, or what may succeed when tried again; the test images; the report.
        return new WholeRun(options with { Device = devices[0] }, splits, output, cancellation) { IsBehindParts = count > 1, WasOpenedBefore = true }.Run();
    }

    // Opened here first, so that a mistake and what is noted of the images are reported once, images are drawn and weights fetched once, and no other process
    // trains parts in this folder.
    private int CountParts() => ProgressDisplay.Show(display =>
    {
        using var session = SuiteOpener.Open(options with { Device = devices[0], Access = ResultsAccess.Whole }, display, display.Images, cancellation);
        var isTrained = splits.Count == 1 && !EpochStatuses.Of(session.Plan, session.Store).Values.Contains(EpochStatus.WillRun);
        return isTrained ? 1 : Math.Min(devices.Count, PlanParts.MaximumOf(session.Plan) * splits.Count);
    });

    // The cores decode for all devices together.
    private ChildProcess Child(string device, PartChoice part)
    {
        var workers = options.Workers ?? Math.Clamp(Environment.ProcessorCount / devices.Count, 1, ComputeOptions.MaximumThreads);
        var arguments = RunArguments.Of(options with { Device = device, Workers = workers });
        return new($"{part} {device}", [.. OwnProgram.Command, "run", .. arguments, .. IsVerbose ? [VerboseOption.Name] : Array.Empty<string>(), "--part", part.ToString(), RunCommand.StopAtEndOfInput]);
    }

    private int Stopped()
    {
        TellWhatIsStored();
        return new RunEnd.Stopped().Close(CommandLine.Success);
    }

    private int Failed(List<(int Index, int Code)> failed, int count)
    {
        TellWhatIsStored();
        foreach (var (index, code) in failed)
            Console.Error.WriteLine(FormattableString.Invariant($"error: part {index + 1}/{count} on {devices[index]} ended with exit code {code}; the cause is shown above."));
        Console.Error.WriteLine("  Finished epochs are kept: run the same command again to continue.");
        return failed[0].Code;
    }

    private void TellWhatIsStored()
    {
        var report = new StoredReport(options with { Device = devices[0] }, splits, output) { LeavesOutUnlisted = true };
        if (report.Run() is null) ReportOutput.TellThereIsNone();
        if (report.ListingError is { } error) Console.Error.WriteLine($"note: {error.Message}");
        StoreBudget.Tell(options);
    }
}
