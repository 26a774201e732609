using System.CommandLine;
using Harness.Cli.Output;
using Harness.Cli.Runs;
using Harness.Diagnostics;
using Harness.Running;
using Harness.Running.Folders;
using Harness.Running.Opening;

namespace Harness.Cli.Commands;

/// <summary><c>harness report</c>: makes tables and charts again from what is stored, without training.</summary>
internal static class ReportCommand
{
    public static Command Create()
    {
        var command = new Command("report", "Make tables and charts again from finished epochs, without training; join what was trained in parts.");
        var arguments = new SuiteArguments();
        arguments.AddTo(command);
        var shown = new ReportArguments();
        shown.AddTo(command);
        command.SetAction(parsed =>
        {
            var output = shown.Read(parsed);
            output.RedirectProgress();
            return Report(arguments.Read(parsed) with { Access = ResultsAccess.Report }, output);
        });
        return command;
    }

    private static int Report(RunOptions options, ReportOutput output)
    {
        var splits = SuiteOpener.SplitsOf(options);
        var manifests = Enumerable.Range(0, splits.Count).Select(splits.ManifestOf).Where(file => !File.Exists(file)).ToList();
        var report = new StoredReport(options, splits, output) { JoinsParts = true };
        var code = report.Run() ?? throw NothingFinished(manifests.FindAll(File.Exists));
        return report.ListingError is { } error ? throw error : code;
    }

    // The images had to be listed to find out what is stored for them.
    private static HarnessException NothingFinished(List<string> made) => new(
        "There is nothing to report: no epoch of this suite is finished. No report was written"
        + (made.Count == 0 ? "." : $"; what was found about the images is in {string.Join(", ", made.Select(file => Path.GetRelativePath(Environment.CurrentDirectory, file)))}."),
        "Train it first: harness run SUITE, with the same options.");
}
