using System.CommandLine;
using Harness.Cli.Processes;
using Harness.Cli.Runs;
using Harness.Diagnostics;
using Harness.Experiments;

namespace Harness.Cli.Commands;

/// <summary><c>harness new</c>: looks at a folder of images and writes a suite for it.</summary>
internal static class NewCommand
{
    public static Command Create()
    {
        var folder = new Argument<string>("folder") { Description = "The folder that holds one folder of images per class, such folders in train and valid, or images and a CSV file with their classes." };
        var command = new Command("new", "Look at a folder of images and write a suite for it, to edit and run.") { folder };
        var proposal = new ProposalArguments();
        proposal.AddTo(command);
        var arguments = new SuiteArguments();
        arguments.AddChoicesTo(command);
        command.SetAction(parsed =>
        {
            using var interrupt = new Interrupt();
            using var limit = new TimeLimit(proposal.Minutes(parsed));
            var name = SuiteName.Of(Path.GetFullPath(parsed.GetValue(folder)!));
            var file = proposal.File(parsed, name);
            var options = arguments.Read(parsed, file);
            var choice = new SuiteChoice(file, proposal.Minutes(parsed), options, limit, RunsAtOnce: false);
            using var proposer = choice.Make(parsed.GetValue(folder)!, proposal.Replaces(parsed), interrupt.Token).Proposer;
            // What was asked for of seeds, backbone and weights is in the suite now.
            var next = options with { Seeds = null, Backbone = null, Weights = null, SkipUnreadable = proposer.Images.Unreadable.Count > 0 };
            Console.WriteLine($"Next: harness run {string.Join(' ', RunArguments.Of(next).Select(ShellText.Of))}");
            return CommandLine.Success;
        });
        return command;
    }
}
