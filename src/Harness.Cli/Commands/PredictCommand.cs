using System.CommandLine;
using Harness.Cli.Output;
using Harness.Inference;
using Harness.Reporting.Predictions;
using Harness.Running.Devices;

namespace Harness.Cli.Commands;

/// <summary><c>harness predict</c>: classifies images with a trained network.</summary>
internal static class PredictCommand
{
    public static Command Create()
    {
        var model = new ModelArguments();
        var images = new Argument<string[]>("images") { Description = "Image files, folders of them, or - for standard input: an image, or paths, one per line.", Arity = ArgumentArity.OneOrMore };
        var top = WholeNumber.Option("--top", "How many of the most probable classes to print (default: 1).", "n");
        var format = new Option<string>("--format") { Description = "csv or json.", DefaultValueFactory = _ => "csv", HelpName = "format" };
        format.AcceptOnlyFromAmong([.. PredictionFormat.All.Select(known => known.Name)]);
        var to = new Option<string?>("--to") { Description = "The file to write (default: standard output).", HelpName = "file" };
        var force = TargetFile.Force();
        var device = ComputeOptions.Device();
        var workers = ComputeOptions.Workers();
        var command = new Command("predict", "Classify images with a trained network.");
        model.AddTo(command);
        command.Add(images);
        foreach (var option in (Option[])[top, format, to, force, device, workers]) command.Add(option);
        command.SetAction(parsed =>
        {
            if (parsed.GetValue(to) is { } path) TargetFile.EnsureFree(path, parsed.GetValue(force));
            var inputs = ImageInputs.Find(parsed.GetValue(images)!, Console.OpenStandardInput);
            var networks = model.Open(parsed);
            var target = ComputeDevice.Choose(parsed.GetValue(device)!);
            using var predictor = new Predictor(networks, target.Device, parsed.GetValue(workers) ?? Environment.ProcessorCount);
            var asked = PredictionFormat.All.First(known => known.Name == parsed.GetValue(format));
            var unread = Interrupt.During(stop => Write(asked, parsed.GetValue(to), predictor, inputs, parsed.GetValue(top) ?? 1, stop));
            return Close(networks, inputs.Count, unread);
        });
        return command;
    }

    private static IReadOnlyList<PredictedImage> Write(
        PredictionFormat format, string? path, Predictor predictor, IReadOnlyList<ImageInput> inputs, int count, CancellationToken stop) =>
        path is null ? format.Write(Console.Out, predictor, inputs, count, stop) : format.WriteFile(path, predictor, inputs, count, stop);

    // To standard error, so that standard output holds only the predictions.
    private static int Close(IReadOnlyList<TrainedModel> networks, int count, IReadOnlyList<PredictedImage> unread)
    {
        var origin = networks[0].Description.Origin;
        var seeds = networks.Count == 1 ? $"seed {origin.Seed}" : $"mean of {networks.Count} seeds";
        Console.Error.WriteLine($"{Quantity.Of(count, "image")} by '{origin.Technique}', {seeds}.");
        foreach (var image in unread) Console.Error.WriteLine($"{image.Name}: {image.Problem}.");
        return unread.Count == 0 ? CommandLine.Success : CommandLine.Incomplete;
    }
}
