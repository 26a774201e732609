using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Harness.Models.Winograd;

/// <summary>Eight numbers, for AVX2.</summary>
internal readonly unsafe struct NarrowVector(Vector256<float> value) : IVector<NarrowVector>
{
    private readonly Vector256<float> _value = value;

    /// <inheritdoc/>
    public static int Count
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Vector256<float>.Count;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static NarrowVector operator +(NarrowVector left, NarrowVector right) => new(left._value + right._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static NarrowVector operator -(NarrowVector left, NarrowVector right) => new(left._value - right._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static NarrowVector operator *(NarrowVector left, NarrowVector right) => new(left._value * right._value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static NarrowVector Create(float value) => new(Vector256.Create(value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static NarrowVector MultiplyAdd(NarrowVector left, NarrowVector right, NarrowVector addend) => new(Vector256.FusedMultiplyAdd(left._value, right._value, addend._value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static NarrowVector Load(float* source) => new(Vector256.Load(source));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Store(float* target) => _value.Store(target);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static NarrowVector LoadBFloat16(ushort* source)
    {
        var bits = Vector128.Load(source);
        return new((Vector256.Create(Vector128.WidenLower(bits), Vector128.WidenUpper(bits)) << 16).AsSingle());
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void StoreBFloat16(ushort* target)
    {
        // The rounding would carry some NaNs over into other numbers.
        var bits = _value.AsUInt32();
        var rounded = bits + Vector256.Create(0x7FFFu) + ((bits >> 16) & Vector256<uint>.One);
        var kept = Vector256.ConditionalSelect(Vector256.Equals(_value, _value).AsUInt32(), rounded, Vector256.Create(0x7FC00000u)) >> 16;
        Vector128.Narrow(kept.GetLower(), kept.GetUpper()).Store(target);
    }
}
