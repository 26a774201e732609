using System.CommandLine;
using Harness.Cli.Output;
using Harness.Estimation;
using Harness.Running.Folders;
using Harness.Running.Opening;

namespace Harness.Cli.Commands;

/// <summary><c>harness plan</c>: shows what a run would do.</summary>
internal static class PlanCommand
{
    public static Command Create()
    {
        var command = new Command("plan", "Show the epochs of a suite: what is shared, what is stored, what will run.");
        var arguments = new SuiteArguments();
        arguments.AddTo(command);
        var noEstimate = new Option<bool>("--no-estimate") { Description = "Do not try a few batches to estimate time and memory." };
        command.Add(noEstimate);
        command.SetAction(parsed =>
        {
            using var interrupt = new Interrupt();
            var observer = new PlainProgress();
            using var session = SuiteOpener.Open(arguments.Read(parsed) with { Access = ResultsAccess.Look }, observer, observer.Images, interrupt.Token);
            PlanPrinter.Print(session.Plan, session.Store);
            if (parsed.GetValue(noEstimate)) return CommandLine.Success;
            if (Calibration.Estimate(session, interrupt.Token) is { } estimate) EstimatePrinter.Print(estimate);
            return CommandLine.Success;
        });
        return command;
    }
}
