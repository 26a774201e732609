using Harness.Models;

namespace Harness.Tests.Experiments;

/// <summary>torchvision's residual networks as far as selectors see them: names, kinds and shapes, without any tensor.</summary>
internal sealed class ResNets : IBackboneCatalog
{
    public static readonly ResNets Catalog = new();

    public IReadOnlyList<string> Names => ["resnet18", "resnet34", "resnet18_half"];

    public BackboneDescription? Describe(string name) => name switch
    {
        "resnet18" => Build(name, 64, [2, 2, 2, 2]),
        "resnet34" => Build(name, 64, [3, 4, 6, 3]),
        "resnet18_half" => Build(name, 32, [2, 2, 2, 2]),
        _ => null,
    };

    private static BackboneDescription Build(string name, long width, int[] blocks)
    {
        var parameters = new List<ParameterDescription>();
        Convolution(parameters, "conv1", width, 3, 7);
        BatchNorm(parameters, "bn1", width);
        var input = width;
        for (var stage = 0; stage < blocks.Length; stage++)
        {
            var output = width << stage;
            for (var block = 0; block < blocks[stage]; block++)
            {
                var prefix = $"layer{stage + 1}.{block}.";
                Convolution(parameters, prefix + "conv1", output, input, 3);
                BatchNorm(parameters, prefix + "bn1", output);
                Convolution(parameters, prefix + "conv2", output, output, 3);
                BatchNorm(parameters, prefix + "bn2", output);
                if (input != output)
                {
                    Convolution(parameters, prefix + "downsample.0", output, input, 1);
                    BatchNorm(parameters, prefix + "downsample.1", output);
                }
                input = output;
            }
        }
        return new BackboneDescription(name, (int)input, 32, parameters, "fc.");
    }

    private static void Convolution(List<ParameterDescription> parameters, string name, long output, long input, long side) =>
        parameters.Add(new(name + ".weight", LayerKind.Convolution, [output, input, side, side]));

    private static void BatchNorm(List<ParameterDescription> parameters, string name, long features)
    {
        parameters.Add(new(name + ".weight", LayerKind.BatchNorm, [features]));
        parameters.Add(new(name + ".bias", LayerKind.BatchNorm, [features]));
    }
}
