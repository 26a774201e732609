using System.Buffers.Binary;
using System.Text.Json;

namespace Harness.Models.Weights;

/// <summary>Reads safetensors files: the length of a header (8 bytes), the header (JSON), then the elements of all tensors.</summary>
/// <remarks>Source of the format: the safetensors project's README, section "Format".</remarks>
public static class SafetensorsReader
{
    /// <summary>The key under which a header keeps its free texts.</summary>
    internal const string MetadataKey = "__metadata__";

    // The bound of the reference implementation: no honest header comes near it.
    private const long MaximumHeaderBytes = 100_000_000;

    /// <summary>Reads the header of a file and describes its tensors.</summary>
    /// <param name="path">The file.</param>
    /// <returns>Tensors and metadata; the elements are read later.</returns>
    /// <exception cref="Diagnostics.HarnessException">The file is missing or damaged; the message says how.</exception>
    public static SafetensorsFile Read(string path) => WeightFileError.Guard(path, () =>
    {
        using var file = FileRange.Open(path);
        var length = ReadHeaderLength(file);
        var header = new byte[length];
        file.ReadExactly(header);
        return ParseHeader(path, header, dataStart: 8 + length, dataLength: file.Length - 8 - length);
    });

    /// <summary>Whether a file that begins so can be a safetensors file.</summary>
    internal static bool Recognizes(ReadOnlySpan<byte> start) =>
        start.Length >= 9 && BinaryPrimitives.ReadUInt64LittleEndian(start) <= (ulong)MaximumHeaderBytes && start[8] == '{';

    private static long ReadHeaderLength(FileStream file)
    {
        Span<byte> bytes = stackalloc byte[8];
        file.ReadExactly(bytes);
        var length = BinaryPrimitives.ReadUInt64LittleEndian(bytes);
        if (length > (ulong)MaximumHeaderBytes) throw new InvalidDataException($"a header of {length} bytes is implausible");
        if ((long)length > file.Length - 8) throw new EndOfStreamException();
        return (long)length;
    }

    private static SafetensorsFile ParseHeader(string path, byte[] header, long dataStart, long dataLength)
    {
        try
        {
            using var json = JsonDocument.Parse(header, new JsonDocumentOptions { AllowDuplicateProperties = false });
            var metadata = new Dictionary<string, string>();
            var entries = new List<Entry>();
            foreach (var property in json.RootElement.EnumerateObject())
            {
                if (property.Name == MetadataKey) ReadMetadata(property.Value, metadata);
                else entries.Add(Entry.Parse(property.Name, property.Value));
            }
            CheckExtents(entries, dataLength);
            return new(entries.ToDictionary(entry => entry.Name, entry => Describe(path, entry, dataStart)), metadata);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or FormatException or KeyNotFoundException)
        {
            throw new InvalidDataException($"the header is not a valid JSON description of tensors ({e.Message.TrimEnd('.')})", e);
        }
    }

    private static void ReadMetadata(JsonElement element, Dictionary<string, string> metadata)
    {
        foreach (var property in element.EnumerateObject())
            metadata[property.Name] = property.Value.GetString() ?? throw new InvalidDataException("its metadata has a null");
    }

    private static WeightTensor Describe(string path, Entry entry, long dataStart)
    {
        var length = (int)(entry.End - entry.Begin);
        var tensor = new WeightTensor(entry.Name, entry.Type, entry.Shape, () => FileRange.Read(path, dataStart + entry.Begin, length));
        return tensor.ByteCount == length
            ? tensor
            : throw new InvalidDataException(
                $"'{entry.Name}' of shape {Shapes.Text(entry.Shape)} needs {tensor.ByteCount} bytes and has {length}");
    }

    // The format forbids holes as well as overlaps, so that nothing can hide in a file.
    private static void CheckExtents(List<Entry> entries, long dataLength)
    {
        var position = 0L;
        foreach (var entry in entries.OrderBy(entry => entry.Begin).ThenBy(entry => entry.End))
        {
            if (entry.End < entry.Begin || entry.End > dataLength)
                throw new InvalidDataException($"'{entry.Name}' occupies {entry.Begin} to {entry.End} of {dataLength} bytes");
            if (entry.Begin < position) throw new InvalidDataException($"'{entry.Name}' overlaps the tensor before it");
            if (entry.Begin > position) throw new InvalidDataException($"the bytes before '{entry.Name}' belong to no tensor");
            position = entry.End;
        }
        if (position != dataLength) throw new InvalidDataException($"after the last tensor there are {dataLength - position} bytes");
    }

    private sealed record Entry(string Name, WeightType Type, long[] Shape, long Begin, long End)
    {
        public static Entry Parse(string name, JsonElement element)
        {
            var typeName = element.GetProperty("dtype").GetString() ?? string.Empty;
            if (!SafetensorsTypes.Names.TryGet(typeName, out var type))
            {
                throw new InvalidDataException(
                    $"'{name}' has the element type '{typeName}', which is not one of {string.Join(", ", SafetensorsTypes.Names.Names)}");
            }
            var offsets = Numbers(element.GetProperty("data_offsets"));
            if (offsets.Length != 2 || offsets[0] < 0) throw new InvalidDataException($"the data_offsets of '{name}' are not two positions");
            return new(name, type, Numbers(element.GetProperty("shape")), offsets[0], offsets[1]);
        }

        private static long[] Numbers(JsonElement array) => [.. array.EnumerateArray().Select(number => number.GetInt64())];
    }
}
