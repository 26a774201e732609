using System.CommandLine;
using Harness.Models;
using Harness.Models.Weights;

namespace Harness.Cli.Commands;

/// <summary><c>harness weights</c>: looks into weight files and converts them.</summary>
internal static class WeightsCommand
{
    public static Command Create() => new("weights", "Look into weight files and convert them.") { Show(), Convert() };

    private static Command Show()
    {
        var file = new Argument<string>("file") { Description = "A .pth, .pt or .safetensors file." };
        var command = new Command("show", "List the tensors of a file and the backbones that it fits.") { file };
        command.SetAction(parsed => Show(parsed.GetValue(file)!));
        return command;
    }

    private static Command Convert()
    {
        var file = new Argument<string>("file") { Description = "A .pth, .pt or .safetensors file." };
        var target = new Argument<string>("target") { Description = "The .safetensors file to write." };
        var command = new Command("convert", "Write the tensors of a file as safetensors.") { file, target };
        command.SetAction(parsed =>
        {
            var tensors = WeightFile.Read(parsed.GetValue(file)!);
            SafetensorsWriter.Write(parsed.GetValue(target)!, tensors.Values);
            Console.WriteLine($"{tensors.Count} tensors written to {parsed.GetValue(target)}.");
            return CommandLine.Success;
        });
        return command;
    }

    private static int Show(string path)
    {
        var tensors = WeightFile.Read(path);
        foreach (var tensor in tensors.Values)
            Console.WriteLine($"{tensor.Name}  [{string.Join(", ", tensor.Shape)}]  {tensor.Type}");
        var fitting = Backbones.Catalog.Names.Where(name => WeightLoader.Fits(tensors, Backbones.Catalog.Describe(name)!)).ToList();
        Console.WriteLine($"{tensors.Count} tensors. Fits: {(fitting.Count == 0 ? "no known backbone" : string.Join(", ", fitting))}.");
        return CommandLine.Success;
    }
}
