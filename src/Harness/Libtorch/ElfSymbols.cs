using System.Buffers.Binary;
using System.IO.MemoryMappedFiles;
using System.Text;

namespace Harness.Libtorch;

/// <summary>Looks up the names in a library's full table of symbols, which has those that the library keeps to itself, too, unless it was stripped.</summary>
/// <remarks>Sections and symbols: System V Application Binary Interface, chapter 4, "Object Files".</remarks>
internal static unsafe class ElfSymbols
{
    private const int SymbolTable = 2, SymbolSize = 24; // SHT_SYMTAB, sizeof(Elf64_Sym)

    /// <summary>Finds the addresses of symbols, as the file gives them: relative to where the library is loaded.</summary>
    /// <param name="file">A library for 64-bit little-endian Linux.</param>
    /// <param name="names">The mangled names.</param>
    /// <returns>An address for each name, in the same order; null if the file is no such library, or has no table, or the table lacks one of the names.</returns>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be read.</exception>
    public static long[]? Find(string file, params ReadOnlySpan<string> names)
    {
        using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.Read);
        if (stream.Length == 0) return null;
        using var map = MemoryMappedFile.CreateFromFile(stream, null, 0, MemoryMappedFileAccess.Read, HandleInheritability.None, leaveOpen: false);
        using var view = map.CreateViewAccessor(0, 0, MemoryMappedFileAccess.Read);
        byte* start = null;
        view.SafeMemoryMappedViewHandle.AcquirePointer(ref start);
        try
        {
            return Find(new Image(start + view.PointerOffset, stream.Length), names);
        }
        catch (Exception exception) when (exception is ArgumentException or OverflowException)
        {
            // Cut short or damaged.
            return null;
        }
        finally
        {
            view.SafeMemoryMappedViewHandle.ReleasePointer();
        }
    }

    private static long[]? Find(Image image, ReadOnlySpan<string> names)
    {
        var header = image.Part(0, 64);
        if (!header.StartsWith("\u007FELF\u0002\u0001"u8)) return null;
        var sections = image.Part(ReadLong(header[40..]), (long)ReadShort(header[58..]) * ReadShort(header[60..]));
        var sectionSize = ReadShort(header[58..]);
        for (var at = 0; at < sections.Length; at += sectionSize)
        {
            var section = sections[at..];
            if (ReadInt(section[4..]) != SymbolTable) continue;
            var symbols = image.Part(ReadLong(section[24..]), ReadLong(section[32..]));
            var strings = sections[(ReadInt(section[40..]) * sectionSize)..];
            return Addresses(symbols, image.Part(ReadLong(strings[24..]), ReadLong(strings[32..])), names);
        }
        return null;
    }

    private static long[]? Addresses(ReadOnlySpan<byte> symbols, ReadOnlySpan<byte> strings, ReadOnlySpan<string> names)
    {
        var asked = Positions(strings, names);
        var addresses = new long?[names.Length];
        for (var at = 0; at < symbols.Length; at += SymbolSize)
        {
            if (asked.TryGetValue(ReadInt(symbols[at..]), out var name)) addresses[name] ??= ReadLong(symbols[(at + 8)..]);
        }
        return addresses.Contains(null) ? null : Array.ConvertAll(addresses, address => address!.Value);
    }

    // Where each name may be among all names: linkers let a name that is the end of another share its bytes, so it can have several places, one of which symbols use.
    private static Dictionary<int, int> Positions(ReadOnlySpan<byte> strings, ReadOnlySpan<string> names)
    {
        var positions = new Dictionary<int, int>();
        for (var name = 0; name < names.Length; name++)
        {
            var bytes = Encoding.ASCII.GetBytes(names[name] + '\0');
            for (int at = 0, next; (next = strings[at..].IndexOf(bytes)) >= 0; at += next + bytes.Length) positions[at + next] = name;
        }
        return positions;
    }

    private static ushort ReadShort(ReadOnlySpan<byte> bytes) => BinaryPrimitives.ReadUInt16LittleEndian(bytes);

    private static int ReadInt(ReadOnlySpan<byte> bytes) => BinaryPrimitives.ReadInt32LittleEndian(bytes);

    private static long ReadLong(ReadOnlySpan<byte> bytes) => BinaryPrimitives.ReadInt64LittleEndian(bytes);

    // A file in memory, with spans that cannot reach beyond its end. A span alone could not hold a file of more than 2 GiB, as libtorch for CUDA is.
    private readonly struct Image(byte* start, long length)
    {
        public ReadOnlySpan<byte> Part(long offset, long size)
        {
            ArgumentOutOfRangeException.ThrowIfNegative(offset);
            ArgumentOutOfRangeException.ThrowIfGreaterThan(size, length - offset);
            return new ReadOnlySpan<byte>(start + offset, checked((int)size));
        }
    }
}
