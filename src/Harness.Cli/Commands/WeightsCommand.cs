using System.CommandLine;
using System.Globalization;
using Harness.Cli.Output;
using Harness.Diagnostics;
using Harness.Files;
using Harness.Models.Backbones;
using Harness.Models.Weights;
using Harness.Models.Weights.Fitting;
using Harness.Running;
using Harness.Running.Folders;
using Harness.Running.Opening;
using Harness.Running.Weights;

namespace Harness.Cli.Commands;

/// <summary><c>harness weights</c>: lists backbones with their published weights; inspects, converts, makes and measures weight files.</summary>
internal static class WeightsCommand
{
    private const string Ending = ".safetensors";

    public static Command Create() => new("weights", "List backbones and their published weights; inspect, convert, make and measure weight files.") { List(), Show(), Convert(), Export(), Evaluate() };

    private static Command List()
    {
        var command = new Command("list", "List the backbones: parameters, image size, stages and published weights.");
        command.SetAction(_ =>
        {
            foreach (var name in BackboneRegistry.Catalog.Names) BackbonePrinter.Print(BackboneRegistry.Catalog.Describe(name)!);
            return CommandLine.Success;
        });
        return command;
    }

    private static Command Show()
    {
        var file = new Argument<string>("file") { Description = "A .pth, .pt or .safetensors file; FILE#ema for one of several weights in it." };
        var command = new Command("show", "List the tensors of a file and the backbones that it fits.") { file };
        command.SetAction(parsed => Show(parsed.GetValue(file)!));
        return command;
    }

    private static Command Convert()
    {
        var file = new Argument<string>("file") { Description = "A .pth, .pt or .safetensors file; FILE#ema for one of several weights in it." };
        var target = new Argument<string>("target") { Description = "The .safetensors file to write." };
        var force = TargetFile.Force();
        var command = new Command("convert", "Write the tensors of a file as safetensors.") { file, target, force };
        command.SetAction(parsed =>
        {
            var reference = WeightReference.Parse(parsed.GetValue(file)!);
            CheckTarget(reference.File, parsed.GetValue(target)!);
            TargetFile.EnsureFree(parsed.GetValue(target)!, parsed.GetValue(force));
            var survey = WeightSurvey.Of(reference);
            survey.EnsureOne();
            SafetensorsWriter.Write(parsed.GetValue(target)!, survey.Tensors.Values, survey.Metadata);
            Console.WriteLine($"{Quantity.Of(survey.Tensors.Count, "tensor")} written to {parsed.GetValue(target)}.");
            foreach (var remark in survey.Remarks()) Console.WriteLine(remark);
            return CommandLine.Success;
        });
        return command;
    }

    private static Command Export()
    {
        var technique = new Option<string?>("--technique") { Description = "The technique; needed where the suite has several.", HelpName = "name" };
        var seed = WholeNumber.Seed("--seed", "The training seed; needed where the suite has several.");
        var epoch = new Option<string?>("--epoch")
        {
            Description = "The epoch: its number, counted from 1, or last, best (by the technique's 'keep' rule, otherwise the lowest validation loss), best_loss or best_accuracy (default: the epoch that the technique keeps).",
            HelpName = "number|best|last",
        };
        epoch.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<string?>() is { } text && EpochChoice.Parse(text) is null)
                result.AddError($"--epoch must be the number of an epoch, counted from 1, or one of {string.Join(", ", EpochChoice.Words)}, not '{text}'.");
        });
        var force = TargetFile.Force();
        var half = new Option<bool>("--half") { Description = "Half precision: half the bytes." };
        var target = new Option<string>("--to") { Description = "The .safetensors file to write.", Required = true, HelpName = "file" };
        target.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<string>() is { } path && !string.IsNullOrWhiteSpace(path) && !HasEnding(path))
                result.AddError($"--to must name a file ending in {Ending}, the format that is written, not '{path}'.");
        });
        var command = new Command("export", "Write the trained backbone of a finished run as safetensors, with torchvision's names.") { technique, seed, epoch, half, target, force };
        var arguments = new SuiteArguments();
        arguments.AddTo(command);
        command.SetAction(parsed =>
        {
            TargetFile.EnsureFree(parsed.GetValue(target)!, parsed.GetValue(force));
            var options = arguments.Read(parsed);
            if (parsed.GetValue(technique) is { } name) options = options with { Techniques = [name] };
            if (parsed.GetValue(seed) is { } number) options = options with { Seeds = [number] };
            return Export(options, parsed.GetValue(epoch) is { } text ? EpochChoice.Parse(text) : null, parsed.GetValue(half), parsed.GetValue(target)!);
        });
        return command;
    }

    private static Command Evaluate()
    {
        var command = new Command("evaluate", "Measure weights with their own classifier on a suite's validation images, without training.");
        var arguments = new SuiteArguments();
        arguments.AddTo(command);
        command.SetAction(parsed =>
        {
            using var interrupt = new Interrupt();
            var observer = new PlainProgress();
            using var session = SuiteOpener.Open(arguments.Read(parsed) with { Access = ResultsAccess.Look }, observer, observer.Images, interrupt.Token);
            var (loss, accuracy) = WeightEvaluation.Run(session, interrupt.Token);
            Console.WriteLine(WeightEvaluation.ClassOrder(session));
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture, $"{Quantity.Of(session.Manifest.Valid.Count, "validation image")}: accuracy {accuracy:F4}, loss {loss:F4}"));
            return CommandLine.Success;
        });
        return command;
    }

    private static bool HasEnding(string path) => path.EndsWith(Ending, StringComparison.OrdinalIgnoreCase);

    // A mistyped target must not replace the weights to be converted, or be written in another format than its extension says.
    private static void CheckTarget(string source, string target)
    {
        if (!HasEnding(target))
            throw new HarnessException($"The target '{target}' does not end in .safetensors, the format that is written.", "Name the target with that ending.");
        if (string.Equals(RealPath.Of(Path.GetFullPath(source)), RealPath.Of(Path.GetFullPath(target)), StringComparison.OrdinalIgnoreCase))
            throw new HarnessException($"The target '{target}' is the file to convert.", "Name another target.");
    }

    private static int Export(RunOptions options, EpochChoice? epoch, bool half, string target)
    {
        var observer = new PlainProgress();
        using var session = Interrupt.During(stop => SuiteOpener.Open(options with { Access = ResultsAccess.Look }, observer, observer.Images, stop));
        var exported = WeightExport.Collect(session, epoch);
        SafetensorsWriter.Write(target, half ? exported.Tensors.Select(HalfPrecision.Of) : exported.Tensors, exported.Metadata);
        Console.WriteLine($"{Quantity.Of(exported.Tensors.Count, "tensor")} written to {target}, {new FileInfo(target).Length:N0} bytes.");
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"After epoch {exported.Epoch.Epoch + 1}: validation loss {exported.Epoch.ValidLoss:F4}, accuracy {exported.Epoch.ValidAccuracy:F4}."));
        if (!exported.HasClassifier) Console.WriteLine("The head is left out: only a single linear classifier on average pooling can be exported.");
        Console.WriteLine($"SHA-256 {FileHash.Sha256(target)}");
        return CommandLine.Success;
    }

    private static int Show(string file)
    {
        var survey = WeightSurvey.Of(WeightReference.Parse(file));
        foreach (var tensor in survey.Tensors.Values)
            Console.WriteLine($"{tensor.Name}  [{string.Join(", ", tensor.Shape)}]  {tensor.Type}");
        Console.WriteLine($"{Quantity.Of(survey.Tensors.Count, "tensor")}. Fits: {(survey.Backbones.Count == 0 ? "no known backbone" : string.Join(", ", survey.Backbones))}.");
        foreach (var remark in survey.Remarks()) Console.WriteLine(remark);
        return CommandLine.Success;
    }
}
