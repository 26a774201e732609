using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Harness.Models.Winograd;

/// <summary>A number of float32.</summary>
internal readonly unsafe struct Float32Element : IElement<Float32Element>
{
    private readonly float _value;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Load(Float32Element* source) => Vector512.Load(&source->_value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Vector512<float> values, Float32Element* target) => values.Store(&target->_value);
}
