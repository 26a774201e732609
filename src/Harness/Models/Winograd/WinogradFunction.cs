using System.Runtime.ExceptionServices;
using Harness.Models.Backbones;
using static TorchSharp.torch;

namespace Harness.Models.Winograd;

/// <summary>A convolution by Winograd's algorithm as a part of a graph: input [N, C, H, W] and weight [C', C, 3, 3] go in.</summary>
internal sealed class WinogradFunction : autograd.SingleTensorFunction<WinogradFunction>
{
    // libtorch computes gradients in the thread that requests them, on processors.
    [ThreadStatic]
    private static ExceptionDispatchInfo? _failure;

    // What libtorch has copied when it calls again: gradients are large, and would otherwise be kept until the step ends.
    [ThreadStatic]
    private static List<Tensor>? _returned;

    /// <inheritdoc/>
    public override string Name => nameof(WinogradFunction);

    /// <inheritdoc/>
    public override Tensor forward(autograd.AutogradContext ctx, params object[] vars)
    {
        var (input, weight) = ((Tensor)vars[0], (Tensor)vars[1]);
        // Each is needed for the gradient of the other.
        ctx.save_for_backward([weight.requires_grad ? input : null, input.requires_grad ? weight : null]);
        using var transformed = TransformedWeights.Of(weight);
        return WinogradConvolution.Forward(input, transformed, bias: null);
    }

    /// <summary>Computes the gradients of a loss whose graph may have such convolutions.</summary>
    /// <param name="loss">A single number.</param>
    public static void Backward(Tensor loss)
    {
        loss.backward();
        // An exception must not pass through libtorch's frames, which would end the process.
        var failure = _failure;
        _failure = null;
        failure?.Throw();
    }

    /// <inheritdoc/>
    public override List<Tensor> backward(autograd.AutogradContext ctx, Tensor grad_output)
    {
        try
        {
            return Gradients(ctx, grad_output);
        }
        catch (Exception exception)
        {
            _failure ??= ExceptionDispatchInfo.Capture(exception);
            return [null!, null!];
        }
    }

    private static List<Tensor> Gradients(autograd.AutogradContext ctx, Tensor grad_output)
    {
        var saved = ctx.get_saved_variables();
        using var input = saved[0];
        using var weight = saved[1];
        using var owned = grad_output;
        using var gradient = ChannelsLast.Of(grad_output);
        ctx.Dispose();
        _returned?.ForEach(returned => returned?.Dispose());
        return _returned = [weight is null ? null! : InputGradient(gradient, weight), input is null ? null! : WeightGradient.Of(input, gradient)];
    }

    private static Tensor InputGradient(Tensor gradient, Tensor weight)
    {
        using var transformed = TransformedWeights.Transposed(weight);
        return WinogradConvolution.Forward(gradient, transformed, bias: null);
    }
}
