using Harness.Cli.Output;
using Harness.Results;
using Harness.Running;

namespace Harness.Cli.Runs;

/// <summary>Trains a suite for a limited time, and prints the results so far.</summary>
/// <param name="options">The options of the command.</param>
/// <param name="output">Prints the report.</param>
/// <param name="limit">Ends the run between two seeds.</param>
/// <param name="cancellation">Ends the run between two batches.</param>
internal sealed class TimeLimitedRun(RunOptions options, ReportOutput output, TimeLimit limit, CancellationToken cancellation)
{
    private bool _hasTrained;

    /// <summary>Runs.</summary>
    /// <param name="open">Opens the suite, under the given display.</param>
    /// <param name="goOn">Opens a suite with more seeds when all are trained; returns null for no more. Null to add none.</param>
    /// <returns>The exit code.</returns>
    public int Run(Func<ProgressDisplay, SuiteSession> open, Func<ProgressDisplay, SuiteSession?>? goOn)
    {
        var run = ProgressDisplay.Show(display => Train(() => open(display), display, goOn is null ? null : () => goOn(display)));
        run.Print(output);
        if (run.HasReport && !output.AsJson) Console.WriteLine($"Report: {Path.GetRelativePath(Environment.CurrentDirectory, Path.Combine(run.Folder, ResultFileNames.Page))}");
        if (_hasTrained) StoreBudget.Tell(options);
        return run.Close();
    }

    private ReportedRun Train(Func<SuiteSession> open, ProgressDisplay display, Func<SuiteSession?>? goOn)
    {
        var session = open();
        var log = new RunLog(session.OutputFolder, ResultFileNames.Log);
        log.Begin(options.CommandLine);
        log.Open();
        try
        {
            var observer = new LimitedRun(new LoggedProgress(display, new PlainProgress(log.Write)), limit);
            var end = goOn is null ? RunWhole(session, observer) : RunGrowing(ref session, goOn, observer);
            log.Write(end.Words);
            return ReportedRun.Of(session, end, output, note => log.Write($"note: {note}"));
        }
        finally
        {
            session.Dispose();
        }
    }

    private RunEnd RunWhole(SuiteSession session, LimitedRun observer)
    {
        var end = limit.During(stop => session.Run(observer, stop), cancellation);
        _hasTrained |= session.HasTrained;
        return end;
    }

    // Trains the suite, and then, one after another, suites with more seeds in its place.
    private RunEnd RunGrowing(ref SuiteSession session, Func<SuiteSession?> goOn, LimitedRun observer)
    {
        var end = Train(session, observer);
        if (end is not RunEnd.Completed) return end;
        while (end is RunEnd.Completed)
        {
            SuiteSession? more = null;
            // Whatever happens here, what is trained is reported.
            end = RunEnd.Of(() => more = goOn());
            if (more is null) break;
            session.Dispose();
            session = more;
            end = Train(session, observer);
        }
        return end is RunEnd.Completed or RunEnd.OutOfTime ? MeasureTest(session, observer, end) : end;
    }

    private RunEnd Train(SuiteSession session, LimitedRun observer)
    {
        var end = limit.During(stop => session.Train(observer, stop), cancellation);
        _hasTrained |= session.HasTrained;
        return end;
    }

    // Once, when no more seeds are added, since each opening of the test images counts; also after an added seed ran out of time, for the seeds before it. It takes a little
    // longer than the limit.
    private RunEnd MeasureTest(SuiteSession session, LimitedRun observer, RunEnd trained)
    {
        var end = RunEnd.Of(() => session.MeasureTest(observer, cancellation));
        return end is RunEnd.Completed ? trained : end;
    }
}
