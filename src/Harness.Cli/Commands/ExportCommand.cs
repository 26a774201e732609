using System.CommandLine;
using Harness.Cli.Output;
using Harness.Inference;

namespace Harness.Cli.Commands;

/// <summary><c>harness export</c>: writes a trained network, with all that using it takes, into one file.</summary>
internal static class ExportCommand
{
    public static Command Create()
    {
        var model = new ModelArguments();
        var to = new Option<string>("--to") { Description = "The .safetensors file to write.", Required = true, HelpName = "file" };
        to.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<string>() is { Length: > 0 } path && !path.EndsWith(".safetensors", StringComparison.OrdinalIgnoreCase))
                result.AddError($"--to must name a file that ends in .safetensors, which is what is written, not '{path}'.");
        });
        var command = new Command("export", "Write a trained network into one file: backbone, head, class names, transforms and origin.");
        model.AddTo(command);
        command.Add(to);
        command.SetAction(parsed => Export(model.Open(parsed), parsed.GetValue(to)!));
        return command;
    }

    // Of several seeds the file gets the network with the highest validation accuracy.
    private static int Export(IReadOnlyList<TrainedModel> networks, string path)
    {
        try
        {
            var chosen = networks.MaxBy(network => network.Description.Origin.ValidAccuracy)!;
            ModelFile.Write(path, chosen.Description, chosen.Network);
            var origin = chosen.Description.Origin;
            Console.WriteLine(FormattableString.Invariant(
                $"'{origin.Technique}', seed {origin.Seed}, after epoch {origin.Epoch}, validation accuracy {origin.ValidAccuracy:F4}: written to {path}, {new FileInfo(path).Length:N0} bytes."));
            if (networks.Count > 1) Console.WriteLine($"Of {Quantity.Of(networks.Count, "seed")} it is the one with the highest validation accuracy; --seed chooses another.");
            return CommandLine.Success;
        }
        finally
        {
            foreach (var network in networks) network.Dispose();
        }
    }
}
