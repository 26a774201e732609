using System.Runtime.ExceptionServices;
using static TorchSharp.torch;

namespace Harness.Libtorch;

/// <summary>Functions that libtorch calls back while it computes gradients.</summary>
/// <remarks>
/// No exception may pass through libtorch's frames, which would end the process: the first is kept, the rest of the pass goes without gradients, and <see cref="Backward"/>
/// throws it.
/// </remarks>
internal static class GradientCallback
{
    // libtorch computes gradients in the thread that requests them, on processors.
    [ThreadStatic]
    private static ExceptionDispatchInfo? _failure;

    // What libtorch has copied when it calls again: gradients are large, and would otherwise be kept until the step ends.
    [ThreadStatic]
    private static List<Tensor>? _returned;

    /// <summary>Computes the gradients of a loss whose graph may have such functions.</summary>
    /// <param name="loss">A single number.</param>
    /// <exception cref="Exception">What a function threw, or else libtorch.</exception>
    public static void Backward(Tensor loss)
    {
        _failure = null;
        try
        {
            loss.backward();
        }
        finally
        {
            // It comes before what libtorch may have thrown because of it.
            _failure?.Throw();
        }
    }

    /// <summary>Computes the gradients of a function's arguments.</summary>
    /// <param name="arguments">How many there are.</param>
    /// <param name="gradient">The gradient of what the function gave.</param>
    /// <param name="compute">Makes the gradients of it, null for those that nobody wants.</param>
    /// <returns>What to give to libtorch.</returns>
    public static List<Tensor> Compute(int arguments, Tensor gradient, Func<Tensor, List<Tensor>> compute)
    {
        List<Tensor> none = [.. Enumerable.Repeat<Tensor>(null!, arguments)];
        if (_failure is not null || gradient.IsInvalid) return none;
        try
        {
            using (gradient)
            {
                _returned?.ForEach(returned => returned?.Dispose());
                return _returned = compute(gradient);
            }
        }
        catch (Exception exception)
        {
            _failure = ExceptionDispatchInfo.Capture(exception);
            return none;
        }
    }
}
