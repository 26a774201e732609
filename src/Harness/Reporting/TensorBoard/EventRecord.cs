using System.Buffers.Binary;
using System.Numerics;
using Google.Protobuf;
using Tensorboard;

namespace Harness.Reporting.TensorBoard;

/// <summary>Writes events into a file as TensorFlow's records: length, its checksum, the event, its checksum. TorchSharp's SummaryWriter does the same, but
/// begins each file with the time of writing, in a unit that TensorBoard takes for seconds. Source of the format:
/// https://www.tensorflow.org/tutorials/load_data/tfrecord#tfrecords_format_details.</summary>
internal static class EventRecord
{
    /// <summary>Appends an event to those that were written before.</summary>
    /// <param name="file">The file.</param>
    /// <param name="content">The event.</param>
    public static void Write(Stream file, Event content)
    {
        var bytes = content.ToByteArray();
        var length = new byte[sizeof(ulong)];
        BinaryPrimitives.WriteUInt64LittleEndian(length, (ulong)bytes.Length);
        WriteWithChecksum(file, length);
        WriteWithChecksum(file, bytes);
    }

    private static void WriteWithChecksum(Stream file, byte[] bytes)
    {
        var checksum = new byte[sizeof(uint)];
        BinaryPrimitives.WriteUInt32LittleEndian(checksum, Masked(Crc32C(bytes)));
        file.Write(bytes);
        file.Write(checksum);
    }

    /// <summary>The Castagnoli checksum of some bytes.</summary>
    /// <param name="bytes">The bytes.</param>
    /// <returns>For <c>123456789</c> in ASCII it is e3069283.</returns>
    public static uint Crc32C(ReadOnlySpan<byte> bytes)
    {
        var checksum = uint.MaxValue;
        foreach (var value in bytes) checksum = BitOperations.Crc32C(checksum, value);
        return ~checksum;
    }

    // So that the checksum of bytes that contain checksums is useful.
    private static uint Masked(uint checksum) => BitOperations.RotateRight(checksum, 15) + 0xA282EAD8;
}
