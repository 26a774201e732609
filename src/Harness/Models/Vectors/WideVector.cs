using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Harness.Models.Vectors;

/// <summary>Sixteen numbers, for AVX-512.</summary>
internal readonly unsafe struct WideVector(Vector512<float> value) : IVector<WideVector>
{
    private readonly Vector512<float> _value = value;

    /// <inheritdoc/>
    public static int Count
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Vector512<float>.Count;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static WideVector operator +(WideVector left, WideVector right) => new(left._value + right._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static WideVector operator -(WideVector left, WideVector right) => new(left._value - right._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static WideVector operator *(WideVector left, WideVector right) => new(left._value * right._value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static WideVector Create(float value) => new(Vector512.Create(value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static WideVector MultiplyAdd(WideVector left, WideVector right, WideVector addend) => new(Vector512.FusedMultiplyAdd(left._value, right._value, addend._value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static WideVector Max(WideVector left, WideVector right) => new(Vector512.Max(left._value, right._value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static WideVector WhereGreater(WideVector left, WideVector right, WideVector greater, WideVector other) =>
        new(Vector512.ConditionalSelect(Vector512.GreaterThan(left._value, right._value), greater._value, other._value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static WideVector WhereAtMost(WideVector left, WideVector right, WideVector atMost, WideVector other) =>
        new(Vector512.ConditionalSelect(Vector512.LessThanOrEqual(left._value, right._value), atMost._value, other._value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static WideVector WhereEqual(WideVector left, WideVector right, WideVector equal, WideVector other) =>
        new(Vector512.ConditionalSelect(Vector512.Equals(left._value, right._value), equal._value, other._value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static WideVector Load(float* source) => new(Vector512.Load(source));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Store(float* target) => _value.Store(target);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static WideVector LoadBFloat16(ushort* source) => new((Avx512F.ConvertToVector512UInt32(Vector256.Load(source)) << 16).AsSingle());

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void StoreBFloat16(ushort* target)
    {
        // The rounding would carry some NaNs over into other numbers.
        var bits = _value.AsUInt32();
        var rounded = bits + Vector512.Create(0x7FFFu) + ((bits >> 16) & Vector512<uint>.One);
        var kept = Vector512.ConditionalSelect(Vector512.Equals(_value, _value).AsUInt32(), rounded, Vector512.Create(0x7FC00000u)) >> 16;
        Avx512F.ConvertToVector256UInt16(kept).Store(target);
    }
}
