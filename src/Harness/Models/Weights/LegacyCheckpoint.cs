using System.Buffers.Binary;
using System.Numerics;
using Harness.Models.Weights.Pickle;

namespace Harness.Models.Weights;

/// <summary>Reads what torch.save wrote before PyTorch 1.6: pickles one after the other, then the storages.</summary>
/// <remarks>
/// In order: a magic number, the protocol version, facts about the machine, the object, the keys of the storages; then for each key
/// the number of elements (8 bytes) and the elements. Big-endian machines, too, wrote these little-endian.
/// </remarks>
internal static class LegacyCheckpoint
{
    private const long ProtocolVersion = 1001;
    private static readonly BigInteger Magic = new([0x6c, 0xfc, 0x9c, 0x46, 0xf9, 0x20, 0x6a, 0xa8, 0x50, 0x19]);

    /// <summary>How much of a file <see cref="Recognizes"/> looks at: protocol, frame, opcode, length, magic number.</summary>
    public const int StartBytes = 2 + FrameBytes + 2 + 10;
    private const int FrameBytes = 9;

    /// <summary>Whether a file begins with a pickle of the magic number, in any protocol.</summary>
    public static bool Recognizes(ReadOnlySpan<byte> start)
    {
        if (start.Length < StartBytes || start[0] != (byte)PickleOpcode.Protocol) return false;
        // Protocols 4 and 5 put their pickles into frames.
        var number = start[2] == (byte)PickleOpcode.Frame ? start[(2 + FrameBytes)..] : start[2..];
        return number[0] == (byte)PickleOpcode.Long1 && number[1] == 10 && new BigInteger(number[2..12]) == Magic;
    }

    /// <summary>Lists the tensors.</summary>
    /// <exception cref="Diagnostics.HarnessException">The file is damaged, or its pickle wants to run a program.</exception>
    public static WeightFileContents Read(string path) => WeightFileError.Guard(path, () =>
    {
        using var file = FileRange.Open(path);
        var input = new PickleInput(file);
        var rules = new TorchPickleRules(path);
        if (PickleMachine.Load(input, rules) is not BigInteger magic || magic != Magic)
            throw new InvalidDataException("the magic number is missing");
        if (PickleMachine.Load(input, rules) is not ProtocolVersion) throw new InvalidDataException("the version of its format is unknown");
        PickleMachine.Load(input, rules); // Facts about the machine that wrote it; none changes how the rest is read.
        var content = PickleMachine.Load(input, rules);
        var keys = PickleMachine.Load(input, rules) as List<object?> ?? throw new InvalidDataException("the list of storages is missing");
        var positions = FindStorages(file, keys, rules.Storages);
        return PickledTensors.Describe(path, content, storage => Reader(path, storage, positions));
    });

    private static Func<long, int, byte[]> Reader(string path, PickleStorage storage, Dictionary<string, long> positions) =>
        positions.TryGetValue(storage.Key, out var position)
            ? (first, count) => FileRange.Read(path, position + first, count)
            : throw new InvalidDataException($"the storage '{storage.Key}' is missing");

    private static Dictionary<string, long> FindStorages(
        FileStream file, List<object?> keys, IReadOnlyDictionary<string, PickleStorage> storages)
    {
        var positions = new Dictionary<string, long>();
        Span<byte> number = stackalloc byte[8];
        foreach (var item in keys)
        {
            if (item is not string key || !storages.TryGetValue(key, out var storage))
                throw new InvalidDataException("it has a storage that no tensor uses, or whose elements have an unknown type");
            file.ReadExactly(number);
            if (BinaryPrimitives.ReadInt64LittleEndian(number) != storage.Elements)
                throw new InvalidDataException($"the storage '{key}' differs in size from what its tensors say");
            var length = checked(storage.Elements * storage.Type.SizeBytes());
            if (length > file.Length - file.Position) throw new EndOfStreamException();
            positions[key] = file.Position;
            file.Position += length;
        }
        return positions;
    }
}
