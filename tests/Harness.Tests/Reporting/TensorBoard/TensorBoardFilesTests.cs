using System.Buffers.Binary;
using Harness.Reporting.TensorBoard;
using Harness.TestSupport;
using Tensorboard;

namespace Harness.Tests.Reporting.TensorBoard;

public sealed class TensorBoardFilesTests : IDisposable
{
    private const string File1 = "tensorboard/a/seed-1/events.out.tfevents.harness";

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Write_Runs_CanBeReadBack()
    {
        TensorBoardFiles.Write(MadeUpResults.Suite(["A", "B"], seeds: 2, epochs: 3), _folder.Path);

        var events = Read(_folder[File1]);
        Assert.Equal("brain.Event:2", events[0].FileVersion);
        Assert.Equal([1, 2, 3], events.Skip(1).Select(content => content.Step));
        Assert.Equal(["accuracy/train", "loss/train", "accuracy/valid", "loss/valid"], events[1].Summary.Value.Select(value => value.Tag));
        Assert.Equal(events.Select(content => content.WallTime).Order(), events.Select(content => content.WallTime));
        Assert.Equal(new DateTimeOffset(2026, 5, 4, 11, 2, 1, TimeSpan.Zero).ToUnixTimeSeconds(), events[^1].WallTime, 0.01);
        Assert.Equal(4, Directory.GetFiles(_folder["tensorboard"], "*", SearchOption.AllDirectories).Length);
    }

    [Fact]
    public void Write_Again_ReplacesWhatWasThere()
    {
        TensorBoardFiles.Write(MadeUpResults.Suite(["A", "B"], seeds: 2, epochs: 3), _folder.Path);
        var first = File.ReadAllBytes(_folder[File1]);
        File.WriteAllText(_folder["tensorboard/notes.txt"], "mine");

        TensorBoardFiles.Write(MadeUpResults.Suite(["A"], seeds: 1, epochs: 3), _folder.Path);

        Assert.Equal(first, File.ReadAllBytes(_folder[File1]));
        Assert.Equal(2, Directory.GetFiles(_folder["tensorboard"], "*", SearchOption.AllDirectories).Length);
    }

    // RFC 3720 gives this checksum as the check value of the polynomial.
    [Fact]
    public void Crc32C_CheckValue_IsThatOfTheStandard() => Assert.Equal(0xE3069283, EventRecord.Crc32C("123456789"u8));

    private static List<Event> Read(string path)
    {
        var bytes = File.ReadAllBytes(path).AsSpan();
        var events = new List<Event>();
        while (bytes.Length > 0)
        {
            var length = (int)BinaryPrimitives.ReadUInt64LittleEndian(bytes);
            Assert.Equal(Masked(bytes[..8]), BinaryPrimitives.ReadUInt32LittleEndian(bytes[8..]));
            var content = bytes.Slice(12, length);
            Assert.Equal(Masked(content), BinaryPrimitives.ReadUInt32LittleEndian(bytes[(12 + length)..]));
            events.Add(Event.Parser.ParseFrom(content.ToArray()));
            bytes = bytes[(16 + length)..];
        }
        return events;
    }

    private static uint Masked(ReadOnlySpan<byte> bytes)
    {
        var checksum = EventRecord.Crc32C(bytes);
        return ((checksum >> 15) | (checksum << 17)) + 0xA282EAD8;
    }
}
