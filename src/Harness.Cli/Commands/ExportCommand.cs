using System.CommandLine;
using Harness.Cli.Output;
using Harness.Inference;

namespace Harness.Cli.Commands;

/// <summary><c>harness export</c>: writes a trained network, with everything needed to use it, into one file.</summary>
internal static class ExportCommand
{
    private const string Safetensors = ".safetensors", Onnx = ".onnx";

    public static Command Create()
    {
        var model = new ModelArguments(withoutSeed: "the one with the highest validation accuracy");
        var to = new Option<string>("--to") { Description = $"The file to write: {Safetensors} for 'predict' and 'serve', {Onnx} for other programs.", Required = true, HelpName = "file" };
        var force = TargetFile.Force();
        var softmax = new Option<bool>("--softmax") { Description = $"{Onnx}: the network gives probabilities instead of logits." };
        to.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<string>() is not { Length: > 0 } path || EndsIn(path, Safetensors)) return;
            if (!EndsIn(path, Onnx)) result.AddError($"--to must name a file ending in {Safetensors} or {Onnx}, which decides the format, not '{path}'.");
        });
        var command = new Command("export", "Write a trained network into one file: backbone, head, class names, transforms and origin.");
        command.Validators.Add(result =>
        {
            if (result.GetValue(softmax) && result.GetValue(to) is { } path && EndsIn(path, Safetensors)) result.AddError($"--softmax is for {Onnx} files: 'predict' and 'serve' give probabilities anyway.");
        });
        model.AddTo(command);
        command.Add(to);
        command.Add(softmax);
        command.Add(force);
        command.SetAction(parsed =>
        {
            TargetFile.EnsureFree(parsed.GetValue(to)!, parsed.GetValue(force));
            return Export(model.Open(parsed), parsed.GetValue(to)!, parsed.GetValue(softmax));
        });
        return command;
    }

    private static bool EndsIn(string path, string ending) => path.EndsWith(ending, StringComparison.OrdinalIgnoreCase);

    // With several seeds, the file gets the network with the highest validation accuracy.
    private static int Export(IReadOnlyList<TrainedModel> networks, string path, bool softmax)
    {
        try
        {
            var chosen = networks.MaxBy(network => network.Description.Origin.ValidAccuracy)!;
            if (EndsIn(path, Onnx)) OnnxModelFile.Write(path, chosen, softmax);
            else ModelFile.Write(path, chosen.Description, chosen.Network);
            var origin = chosen.Description.Origin;
            Console.WriteLine(FormattableString.Invariant(
                $"'{origin.Technique}', seed {origin.Seed}, after epoch {origin.Epoch}, validation accuracy {origin.ValidAccuracy:F4}: written to {path}, {new FileInfo(path).Length:N0} bytes."));
            if (networks.Count > 1) Console.WriteLine($"Of {Quantity.Of(networks.Count, "seed")}, it has the highest validation accuracy; --seed chooses another.");
            return CommandLine.Success;
        }
        finally
        {
            foreach (var network in networks) network.Dispose();
        }
    }
}
