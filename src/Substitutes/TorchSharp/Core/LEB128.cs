namespace TorchSharp.Utils;

/// <summary>Unsigned numbers seven bits to a byte, the lowest first: how TorchSharp's files write counts and sizes.</summary>
internal static class LEB128
{
    public static void Encode(this BinaryWriter writer, long value)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(value);
        writer.Write7BitEncodedInt64(value);
    }

    public static long Decode(this BinaryReader reader) => reader.Read7BitEncodedInt64();
}
