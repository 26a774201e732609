using Harness.Models.Onnx;
using static TorchSharp.torch;

namespace Harness.Models.Backbones;

/// <summary>A backbone whose modules run one after another.</summary>
internal sealed class ChainBackbone : Backbone
{
    private readonly IReadOnlyList<nn.Module<Tensor, Tensor>> _steps;

    /// <summary>Takes over modules.</summary>
    /// <param name="name">The architecture, for error messages.</param>
    /// <param name="steps">The modules in forward order, each with its name. The weights of their convolutions are laid out with the channels innermost.</param>
    public ChainBackbone(string name, params IReadOnlyList<(string Name, nn.Module<Tensor, Tensor> Module)> steps) : base(name)
    {
        foreach (var step in steps) register_module(step.Name, step.Module);
        _steps = [.. steps.Select(step => step.Module)];
        ChannelsLast.LayOut(this);
    }

    /// <summary>Writes modules of the package TorchVision as ONNX; null where there are none.</summary>
    public ForeignModule? Foreign { get; init; }

    /// <inheritdoc/>
    public override Tensor forward(Tensor images)
    {
        var features = images.alias();
        foreach (var step in _steps)
        {
            // Modules of the package TorchVision leave tensors behind, which end with this scope.
            using var scope = NewDisposeScope();
            var next = step.call(features).MoveToOuterDisposeScope();
            features.Dispose();
            features = next;
        }
        return features;
    }

    /// <inheritdoc/>
    internal override OnnxValue ToOnnx(OnnxGraph graph, OnnxValue images) => graph.Layers(images, _steps, Foreign);
}
