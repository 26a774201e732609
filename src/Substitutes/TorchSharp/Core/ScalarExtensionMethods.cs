using TorchSharp.Interop;

namespace TorchSharp;

/// <summary>Conversions between numbers and <see cref="Scalar"/>. Those from a scalar convert the value, as libtorch's do.</summary>
public static class ScalarExtensionMethods
{
    public static Scalar ToScalar(this bool value) => value;

    public static Scalar ToScalar(this byte value) => value;

    public static Scalar ToScalar(this sbyte value) => value;

    public static Scalar ToScalar(this short value) => value;

    public static Scalar ToScalar(this int value) => value;

    public static Scalar ToScalar(this long value) => value;

    public static Scalar ToScalar(this Half value) => value;

    public static Scalar ToScalar(this float value) => value;

    public static Scalar ToScalar(this double value) => value;

    public static bool ToBoolean(this Scalar value) => value.Tag == Tag.Double ? value.ToDouble() != 0 : value.Bits != 0;

    public static byte ToByte(this Scalar value) => (byte)value.ToInt64();

    public static sbyte ToSByte(this Scalar value) => (sbyte)value.ToInt64();

    public static short ToInt16(this Scalar value) => (short)value.ToInt64();

    public static int ToInt32(this Scalar value) => (int)value.ToInt64();

    public static long ToInt64(this Scalar value) => value.Tag == Tag.Double ? (long)value.ToDouble() : value.Bits;

    public static Half ToHalf(this Scalar value) => (Half)value.ToDouble();

    public static float ToSingle(this Scalar value) => (float)value.ToDouble();

    public static double ToDouble(this Scalar value) => value.Tag == Tag.Double ? BitConverter.Int64BitsToDouble(value.Bits) : value.Bits;
}
