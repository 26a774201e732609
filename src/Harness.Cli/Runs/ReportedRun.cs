using Harness.Cli.Commands;
using Harness.Cli.Output;
using Harness.Diagnostics;
using Harness.Running;
using Harness.Running.Collecting;

namespace Harness.Cli.Runs;

/// <summary>A run that has ended, and its report.</summary>
/// <param name="Result">The results of the suite so far.</param>
/// <param name="Folder">The results folder.</param>
/// <param name="HasReport">Whether the report was written.</param>
/// <param name="End">How the run ended.</param>
internal sealed record ReportedRun(SuiteResult Result, string Folder, bool HasReport, RunEnd End)
{
    // Why the list of trained networks could not be written after the report; null if it was.
    private HarnessException? ListingError { get; init; }

    /// <summary>Writes the report of a run.</summary>
    /// <param name="session">What was run.</param>
    /// <param name="end">How it ended.</param>
    /// <param name="output">Where the report goes.</param>
    /// <param name="log">Also gets what is printed; null for none.</param>
    public static ReportedRun Of(SuiteSession session, RunEnd end, ReportOutput output, Action<string>? log = null)
    {
        var result = session.Collect();
        var hasReport = Report(result, session, end, output, log);
        return new(result, session.OutputFolder, hasReport, end) { ListingError = hasReport ? TrainedNetworks.List(session, result) : null };
    }

    /// <summary>Shows the report, or says that there is none.</summary>
    public void Print(ReportOutput output)
    {
        if (HasReport) output.Print(Result, Folder);
        else ReportOutput.TellThereIsNone();
    }

    /// <summary>Says what the end means to the user.</summary>
    /// <returns>The exit code.</returns>
    /// <exception cref="HarnessException">The list of trained networks could not be written, and nothing worse happened.</exception>
    public int Close()
    {
        var code = End.Close(CommandLine.CodeOf(Result));
        return ListingError is null || End is RunEnd.Failed ? code : throw ListingError;
    }

    // A run that ended early with nothing to show leaves an earlier report as it was.
    private static bool Report(SuiteResult result, SuiteSession session, RunEnd end, ReportOutput output, Action<string>? log)
    {
        var isAnyFinished = result.Techniques.Any(technique => technique.Runs.Any(run => run.Epochs.Count > 0));
        if (end is not RunEnd.Completed && !isAnyFinished) return false;
        try
        {
            output.Write(result, session.OutputFolder, isAnew: false, log);
            return true;
        }
        catch (Exception exception) when (end is RunEnd.Failed && (exception is HarnessException || MemoryShortage.IsMeantBy(exception)))
        {
            // What stopped the run is the error to report, and most likely the cause of this one.
            return false;
        }
    }
}
