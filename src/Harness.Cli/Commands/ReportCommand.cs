using System.CommandLine;
using Harness.Cli.Output;
using Harness.Diagnostics;
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
        var shown = new ReportArguments();
        shown.AddTo(command);
        command.SetAction(parsed =>
        {
            var output = shown.Read(parsed);
            output.RedirectProgress();
            return Report(arguments.Read(parsed), output);
        });
        return command;
    }

    private static int Report(RunOptions options, ReportOutput output)
    {
        var splits = SuiteOpener.SplitsOf(options);
        var finished = Enumerable.Range(0, splits.Count).Select(split => Write(options with { Split = split }, output)).OfType<(int Number, SuiteResult Result, string Folder)>().ToList();
        if (finished.Count == 0)
            throw new HarnessException("There is nothing to report: no epoch of this suite is finished. Nothing was written.", "Train it first: harness run SUITE, with the same options.");
        if (splits.Count == 1) output.Print(finished[0].Result, finished[0].Folder);
        else output.PrintSplits(finished, splits.Folder);
        return finished.Max(split => CommandLine.CodeOf(split.Result));
    }

    private static (int Number, SuiteResult Result, string Folder)? Write(RunOptions options, ReportOutput output)
    {
        var observer = new PlainProgress();
        using var interrupt = new Interrupt();
        using var session = SuiteOpener.Open(options, observer, observer.Images, interrupt.Token);
        session.Join(observer, interrupt.Token);
        var result = session.Collect();
        if (!result.Techniques.Any(technique => technique.Runs.Any(HasOutcome))) return null;
        session.WriteModelListing(result);
        output.Write(result, session.OutputFolder, isAnew: true);
        return (options.Split + 1, result, session.OutputFolder);
    }

    private static bool HasOutcome(RunResult run) => run.Epochs.Count > 0 || run.FailureReason is not null;
}
