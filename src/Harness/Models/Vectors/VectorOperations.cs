using static TorchSharp.torch;

namespace Harness.Models.Vectors;

/// <summary>Computes operations with the widest vectors that the processor has.</summary>
internal static class VectorOperations
{
    /// <summary>Whether there are vectors for tensors of a type.</summary>
    /// <param name="type">The type.</param>
    public static bool Takes(ScalarType type) => VectorSupport.HasAny && type is ScalarType.Float32 or ScalarType.BFloat16;

    /// <summary>Computes an operation.</summary>
    /// <param name="operation">The operation.</param>
    /// <param name="type">The type of its tensors; see <see cref="Takes"/>.</param>
    public static void Run(IVectorOperation operation, ScalarType type)
    {
        if (VectorSupport.IsWide) Run<WideVector>(operation, type);
        else Run<NarrowVector>(operation, type);
    }

    /// <summary>See the other overload. Vectors make no difference to a single bit.</summary>
    /// <typeparam name="TVector">Vectors that the processor has.</typeparam>
    internal static void Run<TVector>(IVectorOperation operation, ScalarType type) where TVector : struct, IVector<TVector>
    {
        if (type == ScalarType.Float32) operation.Run<TVector, Float32Element>();
        else operation.Run<TVector, BFloat16Element>();
    }
}
