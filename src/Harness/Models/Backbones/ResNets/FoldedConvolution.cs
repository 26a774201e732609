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
    private readonly ScalarType _type;
    private readonly bool _allowsWinograd;
    // Once they are needed.
    private TransformedWeights? _transformed;
    private (Tensor Weight, Tensor Bias)? _rounded;

    private FoldedConvolution(ConvolutionPlan plan, Tensor weight, Tensor bias, ScalarType type, bool allowsWinograd)
    {
        (_plan, _weight, _bias, _type, _allowsWinograd) = (plan, weight.DetachFromDisposeScope(), bias.DetachFromDisposeScope(), type, allowsWinograd);
    }

    /// <summary>Folds; see <see cref="BatchNormFolding"/>.</summary>
    public static FoldedConvolution Of(ConvolutionPlan plan, Conv2d convolution, BatchNorm2d batchNorm, ScalarType type, bool allowsWinograd)
    {
        using var noGrad = no_grad();
        using var scope = NewDisposeScope();
        var (weight, bias) = BatchNormFolding.After(convolution.weight, convolution.bias, batchNorm);
        return new(plan, ChannelsLast.Of(weight.to(float32)), bias.to(float32), type, allowsWinograd);
    }

    /// <inheritdoc/>
    public Tensor Forward(Tensor input)
    {
        if (_allowsWinograd && _plan.HasWinograd && WinogradConvolution.Takes(input, _weight))
        {
            _transformed ??= TransformedWeights.Of(_weight);
            return WinogradConvolution.Forward(input, _transformed, _bias);
        }
        var (weight, bias) = _rounded ??= Round();
        return nn.functional.conv2d(input, weight, bias, strides: _plan.Strides, padding: _plan.Paddings);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _weight.Dispose();
        _bias.Dispose();
        _transformed?.Dispose();
        _rounded?.Weight.Dispose();
        _rounded?.Bias.Dispose();
    }

    private (Tensor Weight, Tensor Bias) Round()
    {
        using var noGrad = no_grad();
        return (_weight.to(_type).DetachFromDisposeScope(), _bias.to(_type).DetachFromDisposeScope());
    }
}
