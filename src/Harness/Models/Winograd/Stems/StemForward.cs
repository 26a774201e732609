using Harness.Models.Vectors;
using static TorchSharp.torch;

namespace Harness.Models.Winograd.Stems;

/// <summary>The convolution of a stem. All maps are packed with the channels innermost.</summary>
/// <param name="images">[N, 3, H, W].</param>
/// <param name="weights">The transformed weights.</param>
/// <param name="bias">[C'], float32; null for none.</param>
/// <param name="output">[N, C', ⌈H/2⌉, ⌈W/2⌉], where the result goes.</param>
/// <param name="workers">The threads.</param>
internal sealed unsafe class StemForward(Tensor images, StemWeights weights, Tensor? bias, Tensor output, Workers workers) : IVectorOperation
{
    /// <inheritdoc/>
    public void Run<TVector, TElement>()
        where TVector : struct, IVector<TVector>
        where TElement : unmanaged, IElement<TElement>
    {
        var grid = StemGrid.Of(images);
        var phases = new PhaseRows<TVector, TElement>(TensorMemory.Pointer<TElement>(images), grid);
        new StemConvolver<TVector, TElement>(grid, phases, weights, TensorMemory.Pointer<float>(bias), TensorMemory.Pointer<TElement>(output), workers).Run();
    }
}
