using System.Buffers.Binary;
using System.Text.Json;
using Harness.Diagnostics;
using Harness.Files;

namespace Harness.Models.Weights;

/// <summary>Writes safetensors files: completely or not at all, and the same bytes for the same tensors.</summary>
public static class SafetensorsWriter
{
    /// <summary>Writes a file by way of a temporary one beside it, which replaces it only when it is complete and on the disk.</summary>
    /// <param name="path">The file; overwritten if it exists.</param>
    /// <param name="tensors">The tensors, in any order; each is read once.</param>
    /// <param name="metadata">Free texts to keep with them; null for none.</param>
    /// <exception cref="HarnessException">The file cannot be written, for example because the disk is full; what was there is unharmed.</exception>
    /// <exception cref="ArgumentException">Two tensors have the same name.</exception>
    public static void Write(string path, IEnumerable<WeightTensor> tensors, IReadOnlyDictionary<string, string>? metadata = null)
    {
        // Large elements first, as the reference implementation does it: so every tensor is aligned.
        var ordered = tensors.OrderByDescending(tensor => tensor.Type.SizeBytes()).ThenBy(tensor => tensor.Name, StringComparer.Ordinal).ToList();
        if (ordered.FirstOrDefault(tensor => tensor.Name == SafetensorsReader.MetadataKey) is { } reserved)
            throw new ArgumentException($"'{reserved.Name}' cannot be the name of a tensor.", nameof(tensors));
        var header = Header(ordered, metadata);
        AtomicFile.Write(path, "Check the folder, the permissions and the free space.", temporary =>
        {
            using var file = new FileStream(temporary, FileMode.Create, FileAccess.Write, FileShare.None);
            WriteContent(file, header, ordered);
        });
    }

    private static byte[] Header(List<WeightTensor> tensors, IReadOnlyDictionary<string, string>? metadata)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            if (metadata is { Count: > 0 }) WriteMetadata(json, metadata);
            var position = 0L;
            var names = new HashSet<string>();
            foreach (var tensor in tensors)
            {
                if (!names.Add(tensor.Name)) throw new ArgumentException($"There are two tensors called '{tensor.Name}'.", nameof(tensors));
                WriteEntry(json, tensor, position);
                position += tensor.ByteCount;
            }
            json.WriteEndObject();
        }
        // Spaces after the JSON let the elements begin at a multiple of eight.
        while (buffer.Length % 8 != 0) buffer.WriteByte((byte)' ');
        return buffer.ToArray();
    }

    private static void WriteMetadata(Utf8JsonWriter json, IReadOnlyDictionary<string, string> metadata)
    {
        json.WriteStartObject(SafetensorsReader.MetadataKey);
        foreach (var (key, value) in metadata.OrderBy(pair => pair.Key, StringComparer.Ordinal)) json.WriteString(key, value);
        json.WriteEndObject();
    }

    private static void WriteEntry(Utf8JsonWriter json, WeightTensor tensor, long position)
    {
        json.WriteStartObject(tensor.Name);
        json.WriteString("dtype", SafetensorsTypes.Names.NameOf(tensor.Type));
        json.WriteStartArray("shape");
        foreach (var dimension in tensor.Shape) json.WriteNumberValue(dimension);
        json.WriteEndArray();
        json.WriteStartArray("data_offsets");
        json.WriteNumberValue(position);
        json.WriteNumberValue(position + tensor.ByteCount);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteContent(FileStream file, byte[] header, List<WeightTensor> tensors)
    {
        Span<byte> length = stackalloc byte[8];
        BinaryPrimitives.WriteUInt64LittleEndian(length, (ulong)header.Length);
        file.Write(length);
        file.Write(header);
        foreach (var tensor in tensors) file.Write(tensor.ReadBytes());
    }
}
