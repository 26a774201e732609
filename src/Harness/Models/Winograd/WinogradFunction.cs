using Harness.Libtorch;
using Harness.Models.Backbones;
using static TorchSharp.torch;

namespace Harness.Models.Winograd;

/// <summary>A convolution by Winograd's algorithm as a part of a graph; see <see cref="GradientCallback"/>.</summary>
internal sealed class WinogradFunction : autograd.SingleTensorFunction<WinogradFunction>
{
    /// <inheritdoc/>
    public override string Name => nameof(WinogradFunction);

    /// <summary>Gives the result of a convolution its place in the graph.</summary>
    /// <param name="input">[N, C, H, W].</param>
    /// <param name="weight">[C', C, 3, 3].</param>
    /// <param name="bias">[C']; null for none.</param>
    /// <param name="result">[N, C', H, W], computed without a graph: TorchSharp never frees the graph if a function fails. Disposed here.</param>
    /// <returns>The same numbers with a graph. The caller disposes them.</returns>
    public static Tensor Record(Tensor input, Tensor weight, Tensor? bias, Tensor result)
    {
        // TorchSharp leaves behind a tensor as large as the result.
        using var scope = NewDisposeScope();
        using (result) return apply(input, weight, bias!, new Computed(result)).MoveToOuterDisposeScope();
    }

    /// <inheritdoc/>
    public override Tensor forward(autograd.AutogradContext ctx, params object[] vars)
    {
        var (input, weight) = ((Tensor)vars[0], (Tensor)vars[1]);
        // Otherwise TorchSharp would make zeros of gradients that a failure left out.
        ctx.set_materialize_grads(false);
        var bias = (Tensor?)vars[2];
        // Input and weight are needed each for the gradient of the other; the bias only tells that it has one.
        ctx.save_for_backward([weight.requires_grad ? input : null, input.requires_grad ? weight : null, bias?.requires_grad is true ? bias : null]);
        return ((Computed)vars[3]).Result;
    }

    /// <inheritdoc/>
    public override List<Tensor> backward(autograd.AutogradContext ctx, Tensor grad_output) =>
        GradientCallback.Compute(arguments: 4, grad_output, gradient => Gradients(ctx, gradient));

    private static List<Tensor> Gradients(autograd.AutogradContext ctx, Tensor outputGradient)
    {
        var saved = ctx.get_saved_variables();
        using var input = saved[0];
        using var weight = saved[1];
        using var bias = saved[2];
        using var gradient = ChannelsLast.Of(outputGradient);
        ctx.Dispose();
        return
        [
            weight is null ? null! : InputGradient(gradient, weight),
            input is null ? null! : WinogradConvolution.WeightGradient(input, gradient),
            bias is null ? null! : gradient.sum([0, 2, 3], type: ScalarType.Float32),
            null!,
        ];
    }

    private static Tensor InputGradient(Tensor gradient, Tensor weight)
    {
        using var transformed = TransformedWeights.Transposed(weight);
        return WinogradConvolution.Forward(gradient, transformed, bias: null);
    }

    // Not a tensor to TorchSharp, which would take it for another input of the graph.
    private sealed record Computed(Tensor Result);
}
