using Harness.Models.Winograd;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Harness.Models.Backbones.ResNets;

/// <summary>A convolution with the batch norm after it folded in.</summary>
internal sealed class FoldedConvolution : IConvolutionUnit, IDisposable
{
    private readonly ConvolutionPlan _plan;
    private readonly Tensor _weight;
    private readonly Tensor _bias;
    private readonly bool _allowsWinograd;
    // Once they are needed.
    private TransformedWeights? _transformed;

    private FoldedConvolution(ConvolutionPlan plan, Tensor weight, Tensor bias, bool allowsWinograd)
    {
        (_plan, _weight, _bias, _allowsWinograd) = (plan, weight.DetachFromDisposeScope(), bias.DetachFromDisposeScope(), allowsWinograd);
    }

    /// <summary>Folds; see <see cref="BatchNormFolding"/>.</summary>
    public static FoldedConvolution Of(ConvolutionPlan plan, Conv2d convolution, BatchNorm2d batchNorm, ScalarType type, bool allowsWinograd)
    {
        using var noGrad = no_grad();
        using var scope = NewDisposeScope();
        var (weight, bias) = BatchNormFolding.After(convolution.weight, convolution.bias, batchNorm);
        return new(plan, ChannelsLast.Of(weight.to(type)), bias.to(type), allowsWinograd);
    }

    /// <inheritdoc/>
    public Tensor Forward(Tensor input)
    {
        if (!_allowsWinograd || !_plan.HasWinograd || !WinogradConvolution.Takes(input, _weight))
            return nn.functional.conv2d(input, _weight, _bias, strides: _plan.Strides, padding: _plan.Paddings);
        _transformed ??= TransformedWeights.Of(_weight);
        return WinogradConvolution.Forward(input, _transformed, _bias);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _weight.Dispose();
        _bias.Dispose();
        _transformed?.Dispose();
    }
}
