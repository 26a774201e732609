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
        command.SetAction(parsed => Run(arguments.Read(parsed)));
        return command;
    }

    private static int Run(RunOptions options)
    {
        using var interrupt = new Interrupt();
        var (result, folder, end) = ProgressDisplay.Show(observer => Train(options, observer, interrupt.Token));

        if (folder is not null)
        {
            ResultTablePrinter.Print(result);
            Console.WriteLine($"Results: {Path.GetRelativePath(Environment.CurrentDirectory, folder)}");
        }
        else
        {
            Console.Error.WriteLine("No report was written: no epoch of this suite is finished, or its files cannot be written.");
        }
        if (end is HarnessException) ExceptionDispatchInfo.Throw(end);
        if (end is not null)
        {
            Console.Error.WriteLine("Stopped. Finished epochs are kept: run the same command again to go on.");
            return CommandLine.Interrupted;
        }
        return CommandLine.CodeOf(result);
    }

    // The folder is null when no report was written, the end null when the run came to its own.
    private static (SuiteResult Result, string? Folder, Exception? End) Train(RunOptions options, ProgressDisplay display, CancellationToken cancellation)
    {
        using var session = SuiteSession.Open(options, display, display.Images, cancellation);
        Exception? end = null;
        try
        {
            session.Run(display, cancellation);
        }
        catch (Exception exception) when (exception is OperationCanceledException or HarnessException)
        {
            end = exception;
        }
        var result = session.Collect(session.Failures);
        return (result, Report(result, session.OutputFolder, end), end);
    }

    // A run that ended early with nothing to show leaves an earlier report as it was.
    private static string? Report(SuiteResult result, string folder, Exception? end)
    {
        var isAnyFinished = result.Techniques.Any(technique => technique.Runs.Any(run => run.Epochs.Count > 0));
        if (end is not null && !isAnyFinished) return null;
        try
        {
            foreach (var note in ReportWriter.Write(result, folder)) Console.Error.WriteLine($"note: {note}");
            return folder;
        }
        catch (HarnessException) when (end is HarnessException)
        {
            // What stopped the run is the error to tell of, and most likely the cause of this one.
            return null;
        }
    }
}
