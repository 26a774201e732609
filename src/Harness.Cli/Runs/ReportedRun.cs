using Harness.Cli.Commands;
using Harness.Cli.Output;
using Harness.Diagnostics;
using Harness.Running;

namespace Harness.Cli.Runs;

/// <summary>A run that has ended, and its report.</summary>
/// <param name="Result">What there is of the suite.</param>
/// <param name="Folder">The results folder.</param>
/// <param name="HasReport">Whether the report was written.</param>
/// <param name="End">How the run ended.</param>
internal sealed record ReportedRun(SuiteResult Result, string Folder, bool HasReport, RunEnd End)
{
    /// <summary>Writes the report of a run.</summary>
    /// <param name="session">What was run.</param>
    /// <param name="end">How it ended.</param>
    /// <param name="output">Where the report goes.</param>
    /// <param name="log">Gets what is printed, too; null for nobody.</param>
    public static ReportedRun Of(SuiteSession session, RunEnd end, ReportOutput output, Action<string>? log = null)
    {
        var result = session.Collect();
        return new(result, session.OutputFolder, Report(result, session, end, output, log), end);
    }

    /// <summary>Shows the report, or says that there is none.</summary>
    public void Print(ReportOutput output)
    {
        if (HasReport) output.Print(Result, Folder);
        else Console.Error.WriteLine("No report was written: no epoch of this suite is finished, or its files cannot be written.");
    }

    /// <summary>Says what the end means to the user.</summary>
    /// <returns>The exit code.</returns>
    public int Close() => End.Close(CommandLine.CodeOf(Result));

    // A run that ended early with nothing to show leaves an earlier report as it was.
    private static bool Report(SuiteResult result, SuiteSession session, RunEnd end, ReportOutput output, Action<string>? log)
    {
        var isAnyFinished = result.Techniques.Any(technique => technique.Runs.Any(run => run.Epochs.Count > 0));
        if (end is not RunEnd.Completed && !isAnyFinished) return false;
        try
        {
            output.Write(result, session.OutputFolder, isAnew: false, log);
            session.WriteModelListing(result);
            return true;
        }
        catch (HarnessException) when (end is RunEnd.Failed)
        {
            // What stopped the run is the error to tell of, and most likely the cause of this one.
            return false;
        }
    }
}
