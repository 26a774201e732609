using System.CommandLine;
using Harness.Cli.Output;
using Harness.Diagnostics;
using Harness.Reporting;
using Harness.Results;
using Harness.Running;

namespace Harness.Cli.Commands;

/// <summary><c>harness report</c>: makes tables and charts again from what is stored, without training.</summary>
internal static class ReportCommand
{
    public static Command Create()
    {
        var command = new Command("report", "Make tables and charts again from finished epochs, without training.");
        var arguments = new SuiteArguments();
        arguments.AddTo(command);
        command.SetAction(parsed =>
        {
            var observer = new PlainProgress();
            using var session = Interrupt.During(stop => SuiteOpener.Open(arguments.Read(parsed), observer, observer.Images, stop));
            var result = session.Collect();
            if (!result.Techniques.Any(technique => technique.Runs.Any(HasOutcome)))
                throw new HarnessException("There is nothing to report: no epoch of this suite is finished. Nothing was written.", "Train it first: harness run SUITE, with the same options.");
            foreach (var note in ReportWriter.Write(result, session.OutputFolder)) Console.Error.WriteLine($"note: {note}");
            ResultTablePrinter.Print(result);
            return CommandLine.CodeOf(result);
        });
        return command;
    }

    private static bool HasOutcome(RunResult run) => run.Epochs.Count > 0 || run.FailureReason is not null;
}
