using Harness.Models.Vectors;
using static TorchSharp.torch;

namespace Harness.Models.Winograd;

/// <summary>The gradient of a convolution's weights. All tensors are packed with the channels innermost.</summary>
/// <param name="input">[N, C, H, W].</param>
/// <param name="gradient">[N, C', H, W], the gradient of the output.</param>
/// <param name="result">[C', C, 3, 3], float32, where it goes.</param>
/// <param name="workers">The threads.</param>
internal sealed unsafe class WinogradWeightGradient(Tensor input, Tensor gradient, Tensor result, Workers workers) : IVectorOperation
{
    /// <inheritdoc/>
    public void Run<TVector, TElement>()
        where TVector : struct, IVector<TVector>
        where TElement : unmanaged, IElement<TElement>
    {
        var (grid, inputs, outputs) = (TileGrid.Of(input), (int)input.shape[1], (int)gradient.shape[1]);
        new WeightGradient<TVector, TElement>(
            grid,
            new(TensorMemory.Pointer<TElement>(input), grid, inputs), inputs,
            new(TensorMemory.Pointer<TElement>(gradient), grid, outputs), outputs,
            workers).Compute(TensorMemory.Pointer(result));
    }
}
