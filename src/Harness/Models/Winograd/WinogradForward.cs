using Harness.Models.Vectors;
using static TorchSharp.torch;

namespace Harness.Models.Winograd;

/// <summary>A convolution. All maps are packed with the channels innermost.</summary>
/// <param name="input">[N, C, H, W].</param>
/// <param name="weights">The transformed weights.</param>
/// <param name="bias">[C'], float32; null for none.</param>
/// <param name="addend">[N, C', H, W], what is added; null for nothing.</param>
/// <param name="hasRelu">Whether ReLU is applied then.</param>
/// <param name="output">[N, C', H, W], where the result goes.</param>
/// <param name="workers">The threads.</param>
internal sealed unsafe class WinogradForward(
    Tensor input, TransformedWeights weights, Tensor? bias, Tensor? addend, bool hasRelu, Tensor output, Workers workers) : IVectorOperation
{
    /// <inheritdoc/>
    public void Run<TVector, TElement>()
        where TVector : struct, IVector<TVector>
        where TElement : unmanaged, IElement<TElement>
    {
        var grid = TileGrid.Of(input);
        new Convolver<TVector, TElement>(
            grid,
            new(TensorMemory.Pointer<TElement>(input), grid, weights.Inputs),
            weights,
            new(TensorMemory.Pointer<TElement>(output), grid, weights.Outputs, TensorMemory.Pointer<float>(bias), TensorMemory.Pointer<TElement>(addend), hasRelu),
            workers).Run();
    }
}
