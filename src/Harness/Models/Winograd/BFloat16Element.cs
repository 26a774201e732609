using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Harness.Models.Winograd;

/// <summary>A number of bfloat16: the upper half of a float32.</summary>
internal readonly unsafe struct BFloat16Element : IElement<BFloat16Element>
{
    private readonly ushort _bits;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Load(BFloat16Element* source)
    {
        var bits = Vector256.Load(&source->_bits);
        return (Vector512.Create(Vector256.WidenLower(bits), Vector256.WidenUpper(bits)) << 16).AsSingle();
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Vector512<float> values, BFloat16Element* target)
    {
        // Ties go to the even number. The rounding would carry some NaNs over into other numbers.
        var bits = values.AsUInt32();
        var rounded = bits + Vector512.Create(0x7FFFu) + ((bits >> 16) & Vector512<uint>.One);
        var kept = Vector512.ConditionalSelect(Vector512.Equals(values, values).AsUInt32(), rounded, Vector512.Create(0x7FC00000u)) >> 16;
        Vector256.Narrow(kept.GetLower(), kept.GetUpper()).Store(&target->_bits);
    }
}
