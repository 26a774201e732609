using System.CommandLine;
using System.CommandLine.Parsing;
using Harness.Cli.Output;
using Harness.Cli.Runs;
using Harness.Diagnostics;
using Harness.Experiments;
using Harness.Reporting.Joined;
using Harness.Results;

namespace Harness.Cli.Commands;

/// <summary><c>harness compare</c>: compares the techniques on a folder of images, or those of several results folders as if they were of one suite.</summary>
internal static class CompareCommand
{
    public static Command Create()
    {
        var folders = new Argument<string[]>("folders")
        {
            Description = "A folder of images, as for 'new'; or several results folders whose techniques were validated on the same images.",
            Arity = new(1, 100),
        };
        var command = new Command("compare", "Compare the techniques on a folder of images: choose a suite for the time available, run it, print the table. Or compare the techniques of several results folders, such as those of two backbones.") { folders };
        var proposal = new ProposalArguments();
        proposal.AddTo(command);
        var arguments = new SuiteArguments();
        arguments.AddChoicesAndRunTo(command);
        var shown = new ReportArguments();
        shown.AddTo(command);
        command.SetAction(parsed =>
        {
            var named = parsed.GetValue(folders)!;
            if (named.Length > 1) return Join(named, parsed, shown.Read(parsed));
            if (IsResults(named[0])) throw new HarnessException($"There is nothing to compare '{named[0]}' with.", "It is a results folder: name a second results folder.");
            using var limit = new TimeLimit(proposal.Minutes(parsed));
            var file = proposal.File(parsed, SuiteName.Of(Path.GetFullPath(named[0])));
            var choice = new SuiteChoice(file, proposal.Minutes(parsed), arguments.Read(parsed, file), limit, RunsAtOnce: true);
            return new ImageComparison(named[0], choice, shown.Read(parsed)).Run(proposal.Replaces(parsed));
        });
        return command;
    }

    private static bool IsResults(string folder) => File.Exists(Path.Combine(folder, ResultFileNames.Run));

    private static int Join(string[] folders, ParseResult parsed, ReportOutput output)
    {
        RefuseOptionsOfRuns(parsed);
        var joined = JoinedComparison.Of(folders);
        if (output.AsJson) Console.Write(joined.ToJson());
        else JoinedPrinter.Print(joined);
        return CommandLine.Success;
    }

    // Passed over, they would seem to have had an effect on the table.
    private static void RefuseOptionsOfRuns(ParseResult parsed)
    {
        var given = parsed.CommandResult.Children.OfType<OptionResult>().Where(option => !option.Implicit).Select(option => option.Option.Name).Except([ReportArguments.Json, "--verbose"]).ToList();
        if (given.Count == 0) return;
        throw new HarnessException(
            $"{string.Join(", ", given)} {(given.Count == 1 ? "does" : "do")} not apply to several results folders, whose techniques are trained.",
            $"Leave {(given.Count == 1 ? "it" : "them")} out, or name one folder, of images. Several results folders take {ReportArguments.Json} only.");
    }
}
