using System.CommandLine;
using Harness.Cli.Output;
using Harness.Diagnostics;
using Harness.Reporting.Joined;

namespace Harness.Cli.Commands;

/// <summary><c>harness compare</c>: compares the techniques of several results folders as if they were of one suite.</summary>
internal static class CompareCommand
{
    public static Command Create()
    {
        var folders = new Argument<string[]>("folders") { Description = "Results folders whose techniques were validated on the same images.", Arity = new(1, 100) };
        var json = new Option<bool>("--json") { Description = "Print JSON instead of a table." };
        var command = new Command("compare", "Compare the techniques of several results folders, such as of two backbones.") { folders, json };
        command.SetAction(parsed =>
        {
            var named = parsed.GetValue(folders)!;
            if (named.Length < 2) throw new HarnessException($"There is nothing to compare '{named[0]}' with.", "Name another results folder behind it.");
            var joined = JoinedComparison.Of(named);
            if (parsed.GetValue(json)) Console.Write(joined.ToJson());
            else JoinedPrinter.Print(joined);
            return CommandLine.Success;
        });
        return command;
    }
}
