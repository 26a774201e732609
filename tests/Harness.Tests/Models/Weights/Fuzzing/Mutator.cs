namespace Harness.Tests.Models.Weights.Fuzzing;

/// <summary>Changes bytes as damage and malice do: single bits and bytes, numbers at their limits, pieces that are missing, doubled or from elsewhere.</summary>
/// <param name="random">Decides.</param>
internal sealed class Mutator(Random random)
{
    private const int MaximumChanges = 6;
    private const int MaximumPiece = 64;

    private static readonly long[] Limits =
    [
        0, 1, -1, 127, 128, 255, 256, short.MaxValue, ushort.MaxValue, int.MaxValue, int.MinValue, uint.MaxValue, long.MaxValue, long.MinValue, 1L << 31, 1L << 32, 1L << 40,
    ];

    /// <summary>Makes one of some files into another.</summary>
    /// <param name="files">Sound files.</param>
    /// <returns>A changed copy of one of them, perhaps with pieces of another.</returns>
    public byte[] Mutate(IReadOnlyList<byte[]> files)
    {
        var bytes = files[random.Next(files.Count)].ToList();
        for (var changes = random.Next(1, MaximumChanges + 1); changes > 0 && bytes.Count > 0; changes--) Change(bytes, files[random.Next(files.Count)]);
        return [.. bytes];
    }

    private void Change(List<byte> bytes, byte[] other)
    {
        var place = random.Next(bytes.Count);
        switch (random.Next(10))
        {
            case 0: bytes[place] ^= (byte)(1 << random.Next(8)); break;
            case 1: bytes[place] = (byte)random.Next(256); break;
            case 2: bytes[place] = other[random.Next(other.Length)]; break;
            case 3: Overwrite(bytes, place, BitConverter.GetBytes(Limits[random.Next(Limits.Length)]).AsSpan(0, 1 << random.Next(4))); break;
            case 4: Overwrite(bytes, place, Piece(other)); break;
            case 5: bytes.InsertRange(place, Piece(other).ToArray()); break;
            case 6: bytes.InsertRange(place, Enumerable.Repeat(bytes[place], random.Next(1, MaximumPiece))); break;
            case 7: bytes.RemoveRange(place, Math.Min(random.Next(1, MaximumPiece), bytes.Count - place)); break;
            case 8: ChangeDigit(bytes, place); break;
            default: if (random.Next(4) == 0) bytes.RemoveRange(place, bytes.Count - place); break;
        }
    }

    private ReadOnlySpan<byte> Piece(byte[] other)
    {
        var start = random.Next(other.Length);
        return other.AsSpan(start, Math.Min(random.Next(1, MaximumPiece), other.Length - start));
    }

    private static void Overwrite(List<byte> bytes, int place, ReadOnlySpan<byte> piece)
    {
        for (var i = 0; i < piece.Length && place + i < bytes.Count; i++) bytes[place + i] = piece[i];
    }

    // Formats of text say sizes in digits.
    private void ChangeDigit(List<byte> bytes, int place)
    {
        var digit = bytes.FindIndex(place, value => char.IsAsciiDigit((char)value));
        if (digit >= 0) bytes[digit] = (byte)"0123456789-.e9"[random.Next(14)];
    }
}
