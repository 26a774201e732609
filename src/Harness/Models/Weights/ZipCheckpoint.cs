using System.IO.Compression;
using System.Text;
using Harness.Models.Weights.Pickle;

namespace Harness.Models.Weights;

/// <summary>Reads what torch.save writes since PyTorch 1.6: a zip of a pickle and one stored entry per storage.</summary>
/// <remarks>Source of the format: the serialization notes of the PyTorch documentation.</remarks>
internal static class ZipCheckpoint
{
    private const string PickleEntry = "/data.pkl";

    /// <summary>Lists the tensors.</summary>
    /// <exception cref="Diagnostics.HarnessException">The file is damaged, or its pickle wants to run a program.</exception>
    public static WeightFileContents Read(string path) => WeightFileError.Guard(path, () =>
    {
        using var file = FileRange.Open(path);
        using var archive = Open(file);
        var pickle = archive.Entries.FirstOrDefault(entry => entry.FullName.EndsWith(PickleEntry, StringComparison.Ordinal))
            ?? throw ForeignFile.Archive(path, [.. archive.Entries.Select(entry => entry.FullName)]);
        var root = pickle.FullName[..^PickleEntry.Length];
        var rules = new TorchPickleRules(path);
        var content = PickleMachine.Load(new(new MemoryStream(ReadEntry(path, pickle))), rules);
        var bigEndian = IsBigEndian(path, archive.GetEntry($"{root}/byteorder"));
        var positions = rules.Storages.Values.ToDictionary(storage => storage.Key, storage => Locate(file, Find(path, archive, root, storage)));
        return PickledTensors.Describe(path, content, storage => Reader(path, positions[storage.Key], storage, bigEndian));
    });

    private static ZipArchive Open(FileStream file)
    {
        try
        {
            var archive = new ZipArchive(file, ZipArchiveMode.Read, leaveOpen: true);
            _ = archive.Entries.Count;
            return archive;
        }
        catch (InvalidDataException exception)
        {
            throw new InvalidDataException("it is cut short or damaged: the list of contents at the end of the zip archive is missing or wrong", exception);
        }
    }

    // Sizes are checked against the file before memory is taken, so that a small file cannot request much.
    private static ZipArchiveEntry Find(string path, ZipArchive archive, string root, PickleStorage storage)
    {
        var entry = archive.GetEntry($"{root}/data/{storage.Key}") ?? throw new InvalidDataException($"the storage '{storage.Key}' is missing");
        CheckStored(path, entry);
        var expected = checked(storage.Elements * storage.Type.SizeBytes());
        if (entry.Length < expected) throw new InvalidDataException($"the storage '{storage.Key}' has {entry.Length} of {expected} bytes");
        return entry;
    }

    // An archive does not say where in the file an entry is, but reading its first byte leads there. So one tensor of many that share a storage, which
    // may be gigabytes, is read without the others.
    private static long Locate(FileStream file, ZipArchiveEntry entry)
    {
        if (entry.Length == 0) return 0;
        using var stream = entry.Open();
        if (stream.ReadByte() < 0) throw new EndOfStreamException();
        return file.Position - 1;
    }

    private static void CheckStored(string path, ZipArchiveEntry entry)
    {
        if (entry.IsEncrypted || entry.Length != entry.CompressedLength)
            throw new InvalidDataException($"the entry '{entry.FullName}' is compressed or encrypted, which torch.save never does");
        if (entry.Length > new FileInfo(path).Length) throw new EndOfStreamException();
    }

    private static byte[] ReadEntry(string path, ZipArchiveEntry entry)
    {
        CheckStored(path, entry);
        using var stream = entry.Open();
        var bytes = new byte[entry.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }

    private static bool IsBigEndian(string path, ZipArchiveEntry? byteOrder) =>
        byteOrder is not null && Encoding.UTF8.GetString(ReadEntry(path, byteOrder)) == "big";

    private static Func<long, int, byte[]> Reader(string path, long position, PickleStorage storage, bool bigEndian) => (first, count) =>
    {
        var bytes = FileRange.Read(path, position + first, count);
        if (bigEndian) SwapElements(bytes, storage.Type.SizeBytes());
        return bytes;
    };

    private static void SwapElements(byte[] bytes, int size)
    {
        for (var i = 0; i < bytes.Length; i += size) bytes.AsSpan(i, size).Reverse();
    }
}
