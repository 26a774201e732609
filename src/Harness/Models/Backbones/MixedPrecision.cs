using Harness.Models.BatchNormalization;
using Harness.Models.Winograd;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Harness.Models.Backbones;

/// <summary>Calls layers so that they compute in the type of their input, while their parameters stay float32.</summary>
/// <remarks>
/// Weights are rounded on their way into a layer, as a part of the graph, so that their gradients come back in float32. Norms compute in float32 and round
/// only what they give. Where the input is float32, every layer is called as it is.
/// </remarks>
internal static class MixedPrecision
{
    /// <summary>Calls a layer.</summary>
    /// <param name="layer">A layer of TorchSharp, a sequence of layers, or a module that does the same with its own layers.</param>
    /// <param name="input">What the layer takes, float32 or bfloat16; not disposed.</param>
    /// <param name="allowsWinograd">Whether <see cref="WinogradConvolution"/> may compute a convolution, or those of a sequence, where it can.</param>
    /// <returns>What it gives, of the input's type. The caller disposes it.</returns>
    public static Tensor Call(nn.Module<Tensor, Tensor> layer, Tensor input, bool allowsWinograd = false) => layer switch
    {
        Sequential sequence => CallAll(sequence.children().Cast<nn.Module<Tensor, Tensor>>(), input, allowsWinograd),
        Conv2d convolution when allowsWinograd && WinogradConvolution.Takes(convolution, input) => WinogradConvolution.Call(input, convolution.weight, convolution.bias),
        Conv2d convolution when convolution.weight.dtype != input.dtype => Convolve(convolution, input),
        Linear linear when linear.weight.dtype != input.dtype => Project(input, linear.weight, linear.bias),
        LayerNorm norm when norm.weight.dtype != input.dtype => Normalize(norm, input),
        BatchNorm norm => BatchNormCall.Of(norm, input),
        _ => layer.call(input),
    };

    /// <summary>Calls layers one after another.</summary>
    /// <param name="layers">The layers.</param>
    /// <param name="input">What the first takes; not disposed.</param>
    /// <param name="allowsWinograd">See <see cref="Call"/>.</param>
    /// <returns>What the last gives, not the input itself. The caller disposes it.</returns>
    public static Tensor CallAll(IEnumerable<nn.Module<Tensor, Tensor>> layers, Tensor input, bool allowsWinograd = false)
    {
        var features = input.alias();
        foreach (var layer in layers)
        {
            // Modules of the package TorchVision leave tensors behind, which end with this scope.
            using var scope = NewDisposeScope();
            var next = Call(layer, features, allowsWinograd).MoveToOuterDisposeScope();
            features.Dispose();
            features = next;
        }
        return features;
    }

    /// <summary>Applies a matrix and a bias.</summary>
    /// <param name="input">[…, inputs]; not disposed.</param>
    /// <param name="weight">[outputs, inputs], float32.</param>
    /// <param name="bias">[outputs], float32; null for none.</param>
    /// <returns>[…, outputs], of the input's type. The caller disposes it.</returns>
    public static Tensor Project(Tensor input, Tensor weight, Tensor? bias)
    {
        using var roundedWeight = weight.to(input.dtype);
        using var roundedBias = bias?.to(input.dtype);
        return nn.functional.linear(input, roundedWeight, roundedBias);
    }

    private static Tensor Convolve(Conv2d layer, Tensor input)
    {
        using var weight = layer.weight.to(input.dtype);
        using var bias = layer.bias?.to(input.dtype);
        return nn.functional.conv2d(input, weight, bias, layer.stride, layer.padding, layer.dilation, layer.groups);
    }

    // Batch norm takes bfloat16 beside its float32 parameters everywhere, layer norm only on processors.
    private static Tensor Normalize(LayerNorm layer, Tensor input)
    {
        using var exact = input.to(layer.weight.dtype);
        using var normalized = layer.call(exact);
        return normalized.to(input.dtype);
    }
}
