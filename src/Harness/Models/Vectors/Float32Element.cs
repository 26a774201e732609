using System.Runtime.CompilerServices;

namespace Harness.Models.Vectors;

/// <summary>A number of float32.</summary>
internal readonly unsafe struct Float32Element : IElement<Float32Element>
{
    private readonly float _value;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Load<TVector>(Float32Element* source) where TVector : struct, IVector<TVector> => TVector.Load(&source->_value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store<TVector>(TVector values, Float32Element* target) where TVector : struct, IVector<TVector> => values.Store(&target->_value);
}
