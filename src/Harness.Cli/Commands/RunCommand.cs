using System.CommandLine;
using Harness.Cli.Output;
using Harness.Cli.Runs;
using Harness.Diagnostics;
using Harness.Running;
using Harness.Running.Devices;
using Harness.Running.Opening;
using Harness.Running.Parts;

namespace Harness.Cli.Commands;

/// <summary><c>harness run</c>: trains what is missing and writes the report.</summary>
internal static class RunCommand
{
    /// <summary>The option for child processes, which are asked to stop by closing their input.</summary>
    public const string StopAtEndOfInput = "--stop-at-end-of-input";

    public static Command Create()
    {
        var command = new Command("run", "Train the techniques of a suite and write tables and charts.");
        var arguments = new SuiteArguments();
        arguments.AddTo(command);
        var shown = new ReportArguments();
        shown.AddTo(command);
        var part = PartOption.Create();
        command.Add(part);
        var isChild = new Option<bool>(StopAtEndOfInput) { Hidden = true };
        command.Add(isChild);
        command.SetAction(parsed =>
        {
            using var interrupt = new Interrupt();
            if (parsed.GetValue(isChild)) interrupt.StopAtEndOf(Console.In);
            return Run(arguments.Read(parsed), shown.Read(parsed), parsed.GetValue(part), parsed.GetValue(isChild), VerboseOption.IsIn(parsed), interrupt.Token);
        });
        return command;
    }

    private static int Run(RunOptions options, ReportOutput output, PartChoice? part, bool isChild, bool isVerbose, CancellationToken cancellation)
    {
        if (part is not null && output.IsAsked) throw new HarnessException("A part writes no report.", "Leave out --json, --open and --tensorboard, and give them to 'harness report' when all parts are finished.");
        output.RedirectProgress();
        if (part is not null) return new PartRun(options, part, cancellation) { IsJoinedByReport = !isChild }.Run();
        var devices = DeviceList.Of(options.Device);
        var splits = SuiteOpener.SplitsOf(options);
        if (devices.Count > 1 && !options.UseStore) Console.Error.WriteLine($"note: trains on {devices[0]} alone: several devices share their epochs through the store, and --no-store keeps none.");
        return devices.Count > 1 && options.UseStore
            ? new DeviceRun(options, devices, splits, output, cancellation) { IsVerbose = isVerbose }.Run()
            : new WholeRun(options with { Device = devices[0] }, splits, output, cancellation).Run();
    }
}
