using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Harness.Models.Backbones.ResNets;

/// <summary>A convolution with the batch norm after it folded in.</summary>
internal sealed class FoldedConvolution : IConvolutionUnit, IDisposable
{
    private readonly ConvolutionPlan _plan;
    private readonly Tensor _weight;
    private readonly Tensor _bias;

    private FoldedConvolution(ConvolutionPlan plan, Tensor weight, Tensor bias)
    {
        (_plan, _weight, _bias) = (plan, weight.DetachFromDisposeScope(), bias.DetachFromDisposeScope());
    }

    /// <summary>Folds; see <see cref="BatchNormFolding"/>.</summary>
    public static FoldedConvolution Of(ConvolutionPlan plan, Conv2d convolution, BatchNorm2d batchNorm, ScalarType type)
    {
        using var noGrad = no_grad();
        using var scope = NewDisposeScope();
        var (weight, bias) = BatchNormFolding.After(convolution.weight, convolution.bias, batchNorm);
        return new(plan, ChannelsLast.Of(weight.to(type)), bias.to(type));
    }

    /// <inheritdoc/>
    public Tensor Forward(Tensor input) =>
        nn.functional.conv2d(input, _weight, _bias, strides: _plan.Strides, padding: _plan.Paddings);

    /// <inheritdoc/>
    public void Dispose()
    {
        _weight.Dispose();
        _bias.Dispose();
    }
}
