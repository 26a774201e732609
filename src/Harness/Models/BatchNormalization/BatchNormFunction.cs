using Harness.Libtorch;
using Harness.Models.Backbones;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Harness.Models.BatchNormalization;

/// <summary>A batch norm with what follows it, as a part of a graph; see <see cref="GradientCallback"/>.</summary>
internal sealed class BatchNormFunction : autograd.SingleTensorFunction<BatchNormFunction>
{
    private const string Call = "call";

    /// <inheritdoc/>
    public override string Name => nameof(BatchNormFunction);

    /// <summary>Gives a result its place in the graph.</summary>
    /// <param name="layer">The batch norm.</param>
    /// <param name="input">[N, C, H, W], what was normalized, packed with the channels innermost.</param>
    /// <param name="addend">What was added; null for nothing.</param>
    /// <param name="result">The result, computed without a graph. Disposed here.</param>
    /// <param name="norm">The normalization.</param>
    /// <param name="next">What followed.</param>
    /// <param name="wanted">Which gradients are wanted.</param>
    /// <returns>The same numbers with a graph. The caller disposes them.</returns>
    public static Tensor Record(
        BatchNorm layer, Tensor input, Tensor? addend, Tensor result, ChannelNorm norm, AfterBatchNorm next, WantedGradients wanted)
    {
        // TorchSharp leaves behind a tensor as large as the result.
        using var scope = NewDisposeScope();
        using (result) return apply(input, layer.weight, layer.bias!, addend!, new Computed(result, norm, next, wanted)).MoveToOuterDisposeScope();
    }

    /// <inheritdoc/>
    public override Tensor forward(autograd.AutogradContext ctx, params object[] vars)
    {
        var computed = (Computed)vars[4];
        // Otherwise TorchSharp would make zeros of gradients that a failure left out.
        ctx.set_materialize_grads(false);
        // The sign of what ReLU got is computed again, which reads less memory than the result would take.
        ctx.save_for_backward([(Tensor)vars[0], (Tensor?)vars[3]]);
        ctx.save_data(Call, computed with { Result = null });
        return computed.Result!;
    }

    /// <inheritdoc/>
    public override List<Tensor> backward(autograd.AutogradContext ctx, Tensor grad_output) =>
        GradientCallback.Compute(arguments: 5, grad_output, gradient => Gradients(ctx, gradient));

    private static List<Tensor> Gradients(autograd.AutogradContext ctx, Tensor outputGradient)
    {
        var saved = ctx.get_saved_variables();
        using var savedInput = saved[0];
        using var savedAddend = saved[1];
        var call = (Computed)ctx.get_data(Call);
        ctx.Dispose();
        using var noGrad = no_grad();
        using var gradient = ChannelsLast.Of(outputGradient);
        using var input = ChannelsLast.Of(savedInput);
        using var addend = savedAddend is null ? null : ChannelsLast.Of(savedAddend);
        var gradients = BatchNormGradients.Compute(call.Norm, call.Next, gradient, input, addend, call.Wanted, new(null));
        return [gradients.Input!, gradients.Weight!, gradients.Bias!, gradients.Addend!, null!];
    }

    // Not a tensor to TorchSharp, which would take it for another input of the graph.
    private sealed record Computed(Tensor? Result, ChannelNorm Norm, AfterBatchNorm Next, WantedGradients Wanted);
}
