using Harness.Models.BatchNormalization;
using Harness.Models.Winograd;
using Harness.Models.Winograd.Stems;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Harness.Models.Backbones.ResNets;

/// <summary>A convolution with the batch norm after it folded in.</summary>
internal sealed class FoldedConvolution : IConvolutionUnit, IDisposable
{
    private readonly ConvolutionPlan _plan;
    private readonly Weights _weights;
    // What Winograd's algorithm computes with, in float32; null where it is not used.
    private readonly Weights? _exact;
    private readonly StemConvolution _stem = new();
    // Once they are needed.
    private TransformedWeights? _transformed;

    private FoldedConvolution(ConvolutionPlan plan, Weights weights, Weights? exact)
    {
        (_plan, _weights, _exact) = (plan, weights, exact);
    }

    /// <summary>Folds; see <see cref="BatchNormFolding"/>.</summary>
    public static FoldedConvolution Of(ConvolutionPlan plan, Conv2d convolution, BatchNorm2d batchNorm, ScalarType type, bool allowsWinograd)
    {
        using var noGrad = no_grad();
        using var scope = NewDisposeScope();
        var (weight, bias) = BatchNormFolding.After(convolution.weight, convolution.bias, batchNorm);
        var weights = Weights.Round(weight, bias, type);
        if (!allowsWinograd || !(plan.HasWinograd || plan.IsStem) || weight.device_type != TorchSharp.DeviceType.CPU || !WinogradConvolution.Supports(type)) return new(plan, weights, null);
        return new(plan, weights, type == ScalarType.Float32 ? weights : Weights.Round(weight, bias, ScalarType.Float32));
    }

    /// <inheritdoc/>
    public Tensor Forward(Tensor input, AfterBatchNorm next, Tensor? addend = null)
    {
        if (_exact is not null && _plan.HasWinograd && WinogradConvolution.Takes(input, _exact.Weight))
        {
            _transformed ??= TransformedWeights.Of(_exact.Weight);
            return WinogradConvolution.Forward(input, _transformed, _exact.Bias, addend, next == AfterBatchNorm.Relu);
        }
        var convolved = Convolve(input);
        if (next != AfterBatchNorm.MaxPoolRelu || !FusedBatchNorm.Takes(convolved)) return BatchNormCall.Continue(convolved, next, addend);
        using (convolved) return FusedBatchNorm.MaxPoolRelu(convolved);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _weights.Dispose();
        _exact?.Dispose();
        _transformed?.Dispose();
    }

    private Tensor Convolve(Tensor input) => _exact is not null && _plan.IsStem && StemConvolution.Takes(input, _exact.Weight)
        ? _stem.Call(input, _exact.Weight, _exact.Bias)
        : nn.functional.conv2d(input, _weights.Weight, _weights.Bias, strides: _plan.Strides, padding: _plan.Paddings);

    private sealed record Weights(Tensor Weight, Tensor Bias) : IDisposable
    {
        // From float64, so that every number is rounded once.
        public static Weights Round(Tensor weight, Tensor bias, ScalarType type) =>
            new(ChannelsLast.Of(weight.to(type)).DetachFromDisposeScope(), bias.to(type).DetachFromDisposeScope());

        public void Dispose()
        {
            Weight.Dispose();
            Bias.Dispose();
        }
    }
}
