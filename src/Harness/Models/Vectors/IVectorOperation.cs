namespace Harness.Models.Vectors;

/// <summary>Something that is computed with vectors, of whatever width and whatever type of numbers in memory.</summary>
internal interface IVectorOperation
{
    /// <summary>Computes it.</summary>
    /// <typeparam name="TVector">Vectors that the processor has. They make no difference to a single bit.</typeparam>
    /// <typeparam name="TElement">The type of the tensors' numbers.</typeparam>
    void Run<TVector, TElement>()
        where TVector : struct, IVector<TVector>
        where TElement : unmanaged, IElement<TElement>;
}
