using System.Buffers.Binary;
using System.Text;

namespace Harness.Models.Weights.Pickle;

/// <summary>Reads the arguments of pickle opcodes and never past the end.</summary>
/// <param name="stream">Seekable; read from its present position on.</param>
internal sealed class PickleInput(Stream stream)
{
    // Names of modules and members end with a line feed; an honest one is short.
    private const int MaximumLineBytes = 1000;

    public byte ReadByte()
    {
        var value = stream.ReadByte();
        return value >= 0 ? (byte)value : throw new EndOfStreamException();
    }

    /// <summary>Reads bytes; their number is checked against what is left before memory is taken.</summary>
    public byte[] ReadBytes(long count)
    {
        if (count < 0) throw new InvalidDataException($"the pickle has a length of {count}");
        if (count > stream.Length - stream.Position) throw new EndOfStreamException();
        var bytes = new byte[count];
        stream.ReadExactly(bytes);
        return bytes;
    }

    public ushort ReadUInt16() => BinaryPrimitives.ReadUInt16LittleEndian(ReadBytes(2));

    public int ReadInt32() => BinaryPrimitives.ReadInt32LittleEndian(ReadBytes(4));

    public uint ReadUInt32() => BinaryPrimitives.ReadUInt32LittleEndian(ReadBytes(4));

    public long ReadInt64() => BinaryPrimitives.ReadInt64LittleEndian(ReadBytes(8));

    // The one number that pickles write with the most significant byte first.
    public double ReadDouble() => BinaryPrimitives.ReadDoubleBigEndian(ReadBytes(8));

    public string ReadText(long bytes) => Encoding.UTF8.GetString(ReadBytes(bytes));

    public string ReadLine()
    {
        var bytes = new List<byte>();
        for (var next = ReadByte(); next != (byte)'\n'; next = ReadByte())
        {
            if (bytes.Count == MaximumLineBytes) throw new InvalidDataException("the pickle has a name of more than 1000 bytes");
            bytes.Add(next);
        }
        return Encoding.UTF8.GetString([.. bytes]);
    }
}
