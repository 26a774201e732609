using TorchSharp.Interop;

namespace TorchSharp;

/// <summary>A number whose type is known only when the program runs. Like libtorch's, it holds a 64-bit integer, a double or a truth
/// value.</summary>
public sealed class Scalar : IDisposable
{
    private readonly long _bits;
    private readonly Tag _tag;
    private bool _disposed;

    internal Scalar(Tag tag, long bits) => (_tag, _bits) = (tag, bits);

    public torch.ScalarType Type => Tag switch
    {
        Tag.Bool => torch.ScalarType.Bool,
        Tag.Int => torch.ScalarType.Int64,
        _ => torch.ScalarType.Float64,
    };

    internal Tag Tag => _disposed ? throw new InvalidOperationException("Scalar invalid -- empty handle.") : _tag;

    internal long Bits => _bits;

    public static implicit operator Scalar(bool value) => new(Tag.Bool, value ? 1 : 0);

    public static implicit operator Scalar(byte value) => Integer(value);

    public static implicit operator Scalar(sbyte value) => Integer(value);

    public static implicit operator Scalar(short value) => Integer(value);

    public static implicit operator Scalar(int value) => Integer(value);

    public static implicit operator Scalar(long value) => Integer(value);

    public static implicit operator Scalar(Half value) => Number((double)value);

    public static implicit operator Scalar(float value) => Number(value);

    public static implicit operator Scalar(double value) => Number(value);

    public void Dispose() => _disposed = true;

    private static Scalar Integer(long value) => new(Tag.Int, value);

    private static Scalar Number(double value) => new(Tag.Double, BitConverter.DoubleToInt64Bits(value));
}
