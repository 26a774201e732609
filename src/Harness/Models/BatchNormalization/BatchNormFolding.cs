using Harness.Libtorch;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Harness.Models.BatchNormalization;

/// <summary>
/// Puts batch norm in evaluation mode into the layer beside it. With running mean μ and variance σ², batch norm makes γ(x − μ)/√(σ² + ε) + β of x: a factor
/// s = γ/√(σ² + ε) and a sum β − μs for every channel.
/// </summary>
/// <remarks>In float64, so that every weight is rounded once. Tensors belong to the dispose scope of the caller.</remarks>
internal static class BatchNormFolding
{
    /// <summary>A convolution or linear layer and the batch norm after it as one layer: its weights times s, and its bias b becomes β − μs + bs.</summary>
    /// <param name="weight">[outputs, …].</param>
    /// <param name="bias">[outputs]; null for none.</param>
    /// <param name="after">The batch norm.</param>
    /// <returns>Weight and bias, float64.</returns>
    public static (Tensor Weight, Tensor Bias) After(Tensor weight, Tensor? bias, BatchNorm after)
    {
        using var noGrad = no_grad();
        var (factor, sum) = Affine(after);
        var folded = weight.to(float64) * factor.reshape([-1, .. Enumerable.Repeat(1L, (int)weight.dim() - 1)]);
        return (folded, bias is null ? sum : sum.Plus(bias.to(float64) * factor));
    }

    /// <summary>A batch norm and the linear layer after it as one layer: column by column its weights times s, and W(β − μs) is added to its bias.</summary>
    /// <param name="before">The batch norm.</param>
    /// <param name="weight">[outputs, inputs].</param>
    /// <param name="bias">[outputs]; null for none.</param>
    /// <returns>Weight and bias, float64.</returns>
    public static (Tensor Weight, Tensor Bias) Before(BatchNorm before, Tensor weight, Tensor? bias)
    {
        using var noGrad = no_grad();
        var (factor, sum) = Affine(before);
        var exact = weight.to(float64);
        var added = exact.mv(sum);
        return (exact * factor, bias is null ? added : added.Plus(bias.to(float64)));
    }

    private static (Tensor Factor, Tensor Sum) Affine(BatchNorm layer)
    {
        var deviation = layer.running_var!.to(float64).Plus(layer.eps).sqrt();
        var factor = layer.weight.to(float64) / deviation;
        return (factor, layer.bias!.to(float64) - (layer.running_mean!.to(float64) * factor));
    }
}
