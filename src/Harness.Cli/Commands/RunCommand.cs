using System.CommandLine;
using Harness.Cli.Output;
using Harness.Cli.Runs;
using Harness.Diagnostics;
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
        var shown = new ReportArguments();
        shown.AddTo(command);
        var part = PartOption.Create();
        command.Add(part);
        command.SetAction(parsed => Run(arguments.Read(parsed), shown.Read(parsed), parsed.GetValue(part)));
        return command;
    }

    private static int Run(RunOptions options, ReportOutput output, PartChoice? part)
    {
        if (part is not null && output.IsAsked) throw new HarnessException("A part writes no report.", "Leave out --json, --open and --tensorboard, and give them to 'harness report' when all parts are finished.");
        output.RedirectProgress();
        using var interrupt = new Interrupt();
        return part is null
            ? new WholeRun(options, SuiteOpener.SplitsOf(options), output, interrupt.Token).Run()
            : new PartRun(options, part, interrupt.Token).Run();
    }
}
