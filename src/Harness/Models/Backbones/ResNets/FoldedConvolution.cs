using Harness.Libtorch;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Harness.Models.Backbones.ResNets;

/// <summary>
/// A convolution with the batch norm behind it folded in. With running mean μ and variance σ², batch norm makes γ(x − μ)/√(σ² + ε) + β of a
/// convolution's x, so the weights times γ/√(σ² + ε) and the bias β − μγ/√(σ² + ε) give the same.
/// </summary>
internal sealed class FoldedConvolution : IConvolutionUnit, IDisposable
{
    private readonly ConvolutionPlan _plan;
    private readonly Tensor _weight;
    private readonly Tensor _bias;

    private FoldedConvolution(ConvolutionPlan plan, Tensor weight, Tensor bias)
    {
        (_plan, _weight, _bias) = (plan, weight.DetachFromDisposeScope(), bias.DetachFromDisposeScope());
    }

    /// <summary>Folds. In float64, so that every weight is rounded once.</summary>
    public static FoldedConvolution Of(ConvolutionPlan plan, Conv2d convolution, BatchNorm2d batchNorm, ScalarType type)
    {
        using var noGrad = no_grad();
        using var scope = NewDisposeScope();
        var deviation = batchNorm.running_var!.to(float64).Plus(batchNorm.eps).sqrt();
        var scale = batchNorm.weight.to(float64) / deviation;
        var weight = convolution.weight.to(float64) * scale.reshape(-1, 1, 1, 1);
        var bias = batchNorm.bias!.to(float64) - (batchNorm.running_mean!.to(float64) * scale);
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
