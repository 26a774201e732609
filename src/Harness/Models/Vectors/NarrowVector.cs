using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Harness.Models.Vectors;

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
    public static NarrowVector Max(NarrowVector left, NarrowVector right) => new(Vector256.Max(left._value, right._value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static NarrowVector WhereGreater(NarrowVector left, NarrowVector right, NarrowVector greater, NarrowVector other) =>
        new(Vector256.ConditionalSelect(Vector256.GreaterThan(left._value, right._value), greater._value, other._value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static NarrowVector WhereAtMost(NarrowVector left, NarrowVector right, NarrowVector atMost, NarrowVector other) =>
        new(Vector256.ConditionalSelect(Vector256.LessThanOrEqual(left._value, right._value), atMost._value, other._value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static NarrowVector WhereEqual(NarrowVector left, NarrowVector right, NarrowVector equal, NarrowVector other) =>
        new(Vector256.ConditionalSelect(Vector256.Equals(left._value, right._value), equal._value, other._value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static NarrowVector Load(float* source) => new(Vector256.Load(source));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Store(float* target) => _value.Store(target);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static NarrowVector LoadBFloat16(ushort* source) => new((Avx2.ConvertToVector256Int32(Vector128.Load(source)) << 16).AsSingle());

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
