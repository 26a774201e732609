using Harness.Models.BatchNormalization;
using Harness.Models.Onnx;
using Harness.Models.Winograd;
using Harness.Models.Winograd.Stems;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Harness.Models.Backbones.ResNets;

/// <summary>The two modules of a <see cref="ConvolutionPlan"/>. It owns neither: the block or backbone that registers them does.</summary>
internal sealed class ConvolutionUnit : IConvolutionUnit
{
    private readonly ConvolutionPlan _plan;
    private readonly StemConvolution _stem = new();

    /// <summary>Takes its modules from a network.</summary>
    /// <param name="plan">What they do, and their names inside their block.</param>
    /// <param name="layers">The layers of the network. The convolution's weights are laid out again, with the channels innermost.</param>
    /// <param name="prefix">The block's name followed by a dot; empty for the stem.</param>
    public ConvolutionUnit(ConvolutionPlan plan, ResNetLayers layers, string prefix)
    {
        _plan = plan;
        Convolution = layers.Convolution(prefix + plan.Convolution);
        BatchNorm = layers.BatchNorm(prefix + plan.BatchNorm);
        ChannelsLast.LayOut(Convolution);
    }

    public Conv2d Convolution { get; }

    public BatchNorm2d BatchNorm { get; }

    /// <summary>Whether <see cref="WinogradConvolution"/> or <see cref="StemConvolution"/> computes the convolution where it can.</summary>
    public bool AllowsWinograd { get; set; }

    /// <inheritdoc/>
    public Tensor Forward(Tensor input, AfterBatchNorm next, Tensor? addend = null)
    {
        using var convolved = Convolve(input);
        return BatchNormCall.Of(BatchNorm, convolved, next, addend, mayOverwrite: true);
    }

    /// <summary>Adds to a graph what convolution and batch norm compute in evaluation mode.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="input">[N, C, H, W].</param>
    /// <returns>[N, C', H/stride, W/stride].</returns>
    public OnnxValue ToOnnx(OnnxGraph graph, OnnxValue input) => graph.Layers(input, [Convolution, BatchNorm]);

    /// <summary>Convolution and batch norm in one, as they are now.</summary>
    /// <param name="type">The type of weights and bias.</param>
    /// <returns>The unit, which shares no memory with this one. The caller disposes it.</returns>
    public FoldedConvolution Fold(ScalarType type) => FoldedConvolution.Of(_plan, Convolution, BatchNorm, type, AllowsWinograd);

    private Tensor Convolve(Tensor input)
    {
        if (AllowsWinograd && _plan.HasWinograd && WinogradConvolution.Takes(input, Convolution.weight)) return WinogradConvolution.Call(input, Convolution.weight, bias: null);
        if (AllowsWinograd && _plan.IsStem && StemConvolution.Takes(input, Convolution.weight)) return _stem.Call(input, Convolution.weight, bias: null);
        return MixedPrecision.Call(Convolution, input);
    }
}
