using Harness.Models.Onnx;
using static TorchSharp.torch;

namespace Harness.Models.Backbones.ResNets;

/// <summary>A residual block of either kind, under torchvision's names.</summary>
internal sealed class ResNetBlock : nn.Module<Tensor, Tensor>, IOnnxModule
{
    /// <summary>Takes its modules from a network.</summary>
    /// <param name="plan">What they are.</param>
    /// <param name="layers">The layers of the network.</param>
    /// <param name="prefix">The block's name followed by a dot.</param>
    public ResNetBlock(BlockPlan plan, ResNetLayers layers, string prefix) : base(nameof(ResNetBlock))
    {
        var shortcut = plan.Shortcut is null ? null : new ConvolutionUnit(plan.Shortcut, layers, prefix);
        Path = new([.. plan.Path.Select(convolution => new ConvolutionUnit(convolution, layers, prefix))], shortcut);
        foreach (var (convolution, unit) in plan.Path.Zip(Path.Path))
        {
            register_module(convolution.Convolution, unit.Convolution);
            register_module(convolution.BatchNorm, unit.BatchNorm);
        }
        if (shortcut is not null) register_module("downsample", nn.Sequential(shortcut.Convolution, shortcut.BatchNorm));
    }

    /// <summary>What the block computes, with its own units.</summary>
    public ResidualPath<ConvolutionUnit> Path { get; }

    /// <summary>Applies the block.</summary>
    /// <param name="input">[N, C, H, W]; neither changed nor disposed.</param>
    /// <returns>[N, C', H/stride, W/stride], not negative. The caller disposes it.</returns>
    public override Tensor forward(Tensor input) => Path.Forward(input);

    /// <inheritdoc/>
    public OnnxValue ToOnnx(OnnxGraph graph, OnnxValue input)
    {
        var result = Path.Path[0].ToOnnx(graph, input);
        foreach (var unit in Path.Path.Skip(1)) result = unit.ToOnnx(graph, graph.Relu(result));
        var shortcut = Path.Shortcut?.ToOnnx(graph, input) ?? input;
        return graph.Relu(graph.Sum(result, shortcut));
    }
}
