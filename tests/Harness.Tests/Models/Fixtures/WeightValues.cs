using System.Buffers.Binary;
using System.Globalization;
using Harness.Models.Weights;

namespace Harness.Tests.Models.Fixtures;

/// <summary>Reads the elements of weight tensors as numbers.</summary>
internal static class WeightValues
{
    public static double[] Of(WeightTensor tensor)
    {
        var (bytes, size) = (tensor.ReadBytes(), tensor.Type.SizeBytes());
        return [.. Enumerable.Range(0, bytes.Length / size).Select(i => Element(tensor.Type, bytes.AsSpan(i * size, size)))];
    }

    private static double Element(WeightType type, ReadOnlySpan<byte> bytes) => type switch
    {
        WeightType.Float32 => BinaryPrimitives.ReadSingleLittleEndian(bytes),
        WeightType.Float16 => (double)BinaryPrimitives.ReadHalfLittleEndian(bytes),
        WeightType.BFloat16 => BitConverter.Int32BitsToSingle(BinaryPrimitives.ReadUInt16LittleEndian(bytes) << 16),
        WeightType.Float64 => BinaryPrimitives.ReadDoubleLittleEndian(bytes),
        WeightType.Int64 => BinaryPrimitives.ReadInt64LittleEndian(bytes),
        WeightType.Int32 => BinaryPrimitives.ReadInt32LittleEndian(bytes),
        WeightType.Int16 => BinaryPrimitives.ReadInt16LittleEndian(bytes),
        WeightType.Int8 => (sbyte)bytes[0],
        _ => bytes[0],
    };

    public static WeightTensor Float32(string name, long[] shape, params float[] values)
    {
        var bytes = new byte[values.Length * 4];
        Buffer.BlockCopy(values, 0, bytes, 0, bytes.Length);
        return WeightTensor.FromBytes(name, WeightType.Float32, shape, bytes);
    }

    /// <summary>Name, type, shape and elements as one text, to compare tensors by.</summary>
    public static string Text(WeightTensor tensor) => string.Create(CultureInfo.InvariantCulture,
        $"{tensor.Name} {tensor.Type} [{string.Join(", ", tensor.Shape)}] {string.Join(" ", Of(tensor).Select(value => value.ToString("r", CultureInfo.InvariantCulture)))}");
}
