using System.CommandLine;
using Harness.Cli.Output;
using Harness.Cli.Runs;
using Harness.Diagnostics;
using Harness.Running;

namespace Harness.Cli.Commands;

/// <summary><c>harness report</c>: makes tables and charts again from what is stored, without training.</summary>
internal static class ReportCommand
{
    public static Command Create()
    {
        var command = new Command("report", "Make tables and charts again from finished epochs, without training; joins what was trained in parts.");
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

    private static int Report(RunOptions options, ReportOutput output) =>
        new StoredReport(options, SuiteOpener.SplitsOf(options), output) { JoinsParts = true }.Run()
        ?? throw new HarnessException("There is nothing to report: no epoch of this suite is finished. Nothing was written.", "Train it first: harness run SUITE, with the same options.");
}
