using System.CommandLine;
using Harness.Data.Labels;

namespace Harness.Cli.Commands;

/// <summary><c>harness data labels</c>: measures color and brightness of images, as labels for trying several tasks.</summary>
internal static class LabelsCommand
{
    public static Command Create()
    {
        var folder = new Argument<string>("folder") { Description = "The folder that holds one folder of images per class." };
        var target = new Option<string>("--out") { Description = "The table to write (CSV).", DefaultValueFactory = _ => "labels.csv", HelpName = "file" };
        var force = TargetFile.Force();
        var command = new Command("labels", "Measure color and brightness of all images and write them as a table of labels.") { folder, target, force };
        command.SetAction(parsed =>
        {
            using var interrupt = new Interrupt();
            var path = parsed.GetValue(target)!;
            TargetFile.EnsureFree(path, parsed.GetValue(force));
            var count = MeasuredLabels.Write(parsed.GetValue(folder)!, path, interrupt.Token);
            Console.WriteLine(FormattableString.Invariant($"{count} images: {path}"));
            return CommandLine.Success;
        });
        return command;
    }
}
