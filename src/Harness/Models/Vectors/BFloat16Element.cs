using System.Runtime.CompilerServices;

namespace Harness.Models.Vectors;

/// <summary>A number of bfloat16: the upper half of a float32.</summary>
internal readonly unsafe struct BFloat16Element : IElement<BFloat16Element>
{
    private readonly ushort _bits;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Load<TVector>(BFloat16Element* source) where TVector : struct, IVector<TVector> => TVector.LoadBFloat16(&source->_bits);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store<TVector>(TVector values, BFloat16Element* target) where TVector : struct, IVector<TVector> => values.StoreBFloat16(&target->_bits);
}
