using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Harness.Models.Backbones.ResNets;

/// <summary>The convolutions and batch norm layers of a ResNet by their names, with the weights that torchvision draws: a seed gives exactly the same ones.</summary>
/// <remarks>
/// They come from the package TorchVision where it has the network. What a backbone does with them is its own: TorchVision's network cannot stop before its
/// classifier, compute in bfloat16, fold batch norm or be half as wide, and is no faster (tests/bench/Harness.BodyBench).
/// </remarks>
internal sealed class ResNetLayers
{
    // What torchvision's networks end with; see Draw.
    private const int ClassifierClasses = 1000;

    private readonly IReadOnlyDictionary<string, nn.Module> _layers;

    private ResNetLayers(IReadOnlyDictionary<string, nn.Module> layers) => _layers = layers;

    /// <summary>Makes the layers of a network.</summary>
    /// <param name="architecture">Which network.</param>
    /// <returns>The layers; the module that registers them owns them.</returns>
    public static ResNetLayers Of(ResNetArchitecture architecture) =>
        new(architecture.TorchVision is { } create ? Take(create()) : Draw(architecture));

    /// <summary>A convolution.</summary>
    /// <param name="name">Its name in the network.</param>
    /// <returns>The layer.</returns>
    public Conv2d Convolution(string name) => (Conv2d)_layers[name];

    /// <summary>A batch norm layer.</summary>
    /// <param name="name">Its name in the network.</param>
    /// <returns>The layer.</returns>
    public BatchNorm2d BatchNorm(string name) => (BatchNorm2d)_layers[name];

    // The classifier is not a part of the backbone. The rest of the network is left to the collector: disposing it would dispose the layers.
    private static Dictionary<string, nn.Module> Take(nn.Module network)
    {
        var layers = network.named_modules().ToDictionary(layer => layer.name, layer => layer.module);
        layers["fc"].Dispose();
        return layers;
    }

    // In torchvision's order, which decides who gets which random numbers: it makes the projection of a block first and draws it last, and it makes the
    // classifier too before it draws the convolutions again.
    private static Dictionary<string, nn.Module> Draw(ResNetArchitecture architecture)
    {
        var layers = new Dictionary<string, nn.Module>();
        foreach (var plan in architecture.Convolutions(isProjectionFirst: true))
        {
            layers.Add(plan.Convolution, nn.Conv2d(plan.Inputs, plan.Outputs, plan.Kernel, stride: plan.Stride, padding: plan.Padding, bias: false));
            layers.Add(plan.BatchNorm, nn.BatchNorm2d(plan.Outputs));
        }
        nn.Linear(architecture.Features, ClassifierClasses).Dispose();
        foreach (var plan in architecture.Convolutions(isProjectionFirst: false))
            nn.init.kaiming_normal_(((Conv2d)layers[plan.Convolution]).weight, 0, nn.init.FanInOut.FanOut, nn.init.NonlinearityType.ReLU);
        return layers;
    }
}
