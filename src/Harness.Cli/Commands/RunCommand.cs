using System.CommandLine;
using System.Runtime.ExceptionServices;
using Harness.Cli.Output;
using Harness.Diagnostics;
using Harness.Reporting;
using Harness.Running;

namespace Harness.Cli.Commands;

/// <summary><c>harness run</c>: trains what is missing and writes the report.</summary>
internal static class RunCommand
{
    public static Command Create()
    {
        var command = new Command("run", "Train the techniques of a suite and write tables and charts.");
        var arguments = new SuiteArguments();
        arguments.AddTo(command);
        var shown = new ReportArguments();
        shown.AddTo(command);
        command.SetAction(parsed => Run(arguments.Read(parsed), shown.Read(parsed)));
        return command;
    }

    private static int Run(RunOptions options, ReportOutput output)
    {
        output.RedirectProgress();
        using var interrupt = new Interrupt();
        var (splits, folder) = SuiteOpener.SplitsOf(options);
        if (splits > 1) return RunSplits(options, splits, folder, output, interrupt.Token);
        var run = ProgressDisplay.Show(display => Train(() => SuiteOpener.Open(options, display, display.Images, interrupt.Token), output, display, interrupt.Token));
        run.Print(output);
        return run.End.Close(run.Result);
    }

    /// <summary>Trains a suite for a limited time, and prints what there is of it.</summary>
    /// <param name="open">Makes the suite ready, under the display that it gets.</param>
    /// <param name="goOn">Makes a suite of more seeds ready when all are trained; null for no more. Null to do without.</param>
    /// <param name="output">What is printed.</param>
    /// <param name="limit">Ends the run between two seeds.</param>
    /// <param name="cancellation">Ends the run between two batches.</param>
    /// <returns>The exit code.</returns>
    internal static int Run(Func<ProgressDisplay, SuiteSession> open, Func<ProgressDisplay, SuiteSession?>? goOn, ReportOutput output, TimeLimit limit, CancellationToken cancellation)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation, limit.Token);
        var run = ProgressDisplay.Show(display => Train(() => open(display), output, new LimitedRun(display, limit), stop.Token, () => goOn?.Invoke(display)));
        run.Print(output);
        if (run.HasReport && !output.AsJson) Console.WriteLine($"Report: {Path.GetRelativePath(Environment.CurrentDirectory, Path.Combine(run.Folder, ReportWriter.PageFileName))}");
        if (run.End is not RunEnd.Stopped || !limit.IsOver || cancellation.IsCancellationRequested) return run.End.Close(run.Result);
        Console.WriteLine($"The time is over, before all seeds are trained: run the same command again to go on, or give more time with {TimeLimit.Option}.");
        return CommandLine.CodeOf(run.Result);
    }

    // One after the other: each is a run of the whole suite, with a report of its own.
    private static int RunSplits(RunOptions options, int splits, string folder, ReportOutput output, CancellationToken cancellation)
    {
        var runs = new List<ReportedRun>();
        do
        {
            Console.WriteLine(FormattableString.Invariant($"Split {runs.Count + 1} of {splits}:"));
            var split = options with { Split = runs.Count };
            runs.Add(ProgressDisplay.Show(display => Train(() => SuiteOpener.Open(split, display, display.Images, cancellation), output, display, cancellation)));
        }
        while (runs.Count < splits && runs[^1].End is RunEnd.Completed);
        output.PrintSplits([.. runs.Index().Where(run => run.Item.HasReport).Select(run => (run.Index + 1, run.Item.Result, run.Item.Folder))], folder);
        return runs.Max(run => run.End.Close(run.Result));
    }

    private static ReportedRun Train(Func<SuiteSession> open, ReportOutput output, IRunObserver observer, CancellationToken cancellation, Func<SuiteSession?>? goOn = null)
    {
        var session = open();
        try
        {
            var end = RunEnd.Of(() => session.Run(observer, cancellation));
            while (end is RunEnd.Completed && goOn?.Invoke() is { } more)
            {
                session.Dispose();
                session = more;
                end = RunEnd.Of(() => session.Run(observer, cancellation));
            }
            var result = session.Collect();
            return new(result, session.OutputFolder, Report(result, session, output, end), end);
        }
        finally
        {
            session.Dispose();
        }
    }

    // A run that ended early with nothing to show leaves an earlier report as it was.
    private static bool Report(SuiteResult result, SuiteSession session, ReportOutput output, RunEnd end)
    {
        var isAnyFinished = result.Techniques.Any(technique => technique.Runs.Any(run => run.Epochs.Count > 0));
        if (end is not RunEnd.Completed && !isAnyFinished) return false;
        try
        {
            session.WriteModelListing(result);
            output.Write(result, session.OutputFolder, isAnew: false);
            return true;
        }
        catch (HarnessException) when (end is RunEnd.Failed)
        {
            // What stopped the run is the error to tell of, and most likely the cause of this one.
            return false;
        }
    }

    private sealed record ReportedRun(SuiteResult Result, string Folder, bool HasReport, RunEnd End)
    {
        public void Print(ReportOutput output)
        {
            if (HasReport) output.Print(Result, Folder);
            else Console.Error.WriteLine("No report was written: no epoch of this suite is finished, or its files cannot be written.");
        }
    }

    /// <summary>How a run came to its end.</summary>
    private abstract record RunEnd
    {
        /// <summary>Runs something.</summary>
        public static RunEnd Of(Action run)
        {
            try
            {
                run();
                return new Completed();
            }
            catch (OperationCanceledException)
            {
                return new Stopped();
            }
            catch (HarnessException exception)
            {
                return new Failed(exception);
            }
        }

        /// <summary>Says what the end means to the user.</summary>
        /// <returns>The exit code.</returns>
        public abstract int Close(SuiteResult result);

        /// <summary>All was run; techniques may have failed.</summary>
        public sealed record Completed : RunEnd
        {
            public override int Close(SuiteResult result) => CommandLine.CodeOf(result);
        }

        /// <summary>The user stopped it.</summary>
        public sealed record Stopped : RunEnd
        {
            public override int Close(SuiteResult result)
            {
                Console.Error.WriteLine("Stopped. Finished epochs are kept: run the same command again to go on.");
                return CommandLine.Interrupted;
            }
        }

        /// <summary>It could not go on.</summary>
        public sealed record Failed(HarnessException Error) : RunEnd
        {
            public override int Close(SuiteResult result)
            {
                ExceptionDispatchInfo.Throw(Error);
                return CommandLine.Failure;
            }
        }
    }
}
