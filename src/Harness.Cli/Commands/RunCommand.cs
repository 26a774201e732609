using System.CommandLine;
using Harness.Cli.Output;
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
        var (result, folder, stopped) = ProgressDisplay.Show(observer => Train(options, observer, interrupt.Token));

        ResultTablePrinter.Print(result);
        Console.WriteLine($"Results: {Path.GetRelativePath(Environment.CurrentDirectory, folder)}");
        if (stopped)
        {
            Console.Error.WriteLine("Stopped. Finished epochs are kept: run the same command again to go on.");
            return CommandLine.Interrupted;
        }
        return CommandLine.CodeOf(result);
    }

    private static (SuiteResult Result, string Folder, bool Stopped) Train(RunOptions options, ProgressDisplay display, CancellationToken cancellation)
    {
        using var session = SuiteSession.Open(options, display, display.Images);
        var stopped = false;
        IReadOnlyDictionary<string, string> failures = new Dictionary<string, string>();
        try
        {
            failures = session.Run(display, cancellation);
        }
        catch (OperationCanceledException)
        {
            stopped = true;
        }
        var result = session.Collect(failures);
        ReportWriter.Write(result, session.OutputFolder);
        return (result, session.OutputFolder, stopped);
    }
}
