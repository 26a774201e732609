using System.Globalization;

namespace Harness.Cli.Output;

/// <summary>Numbers of bytes in words, and words that are numbers of bytes.</summary>
internal static class ByteSize
{
    private static readonly (string Name, long Bytes)[] Units =
    [
        ("TiB", 1L << 40), ("GiB", 1L << 30), ("MiB", 1L << 20), ("KiB", 1L << 10),
        ("TB", 1_000_000_000_000), ("GB", 1_000_000_000), ("MB", 1_000_000), ("KB", 1_000),
    ];

    /// <summary><c>3.4 GiB</c>, <c>120 MiB</c>, <c>800 bytes</c>.</summary>
    public static string Of(long bytes)
    {
        if (Units.FirstOrDefault(unit => unit.Name.EndsWith("iB", StringComparison.Ordinal) && bytes >= unit.Bytes) is not { Bytes: > 0 } unit) return FormattableString.Invariant($"{bytes} bytes");
        var number = bytes / (double)unit.Bytes;
        return number < 10 ? FormattableString.Invariant($"{number:F1} {unit.Name}") : FormattableString.Invariant($"{number:F0} {unit.Name}");
    }

    /// <summary>Reads <c>10GB</c>, <c>1.5 GiB</c> and the like.</summary>
    /// <returns>The number of bytes; null if the text is not one.</returns>
    public static long? Parse(string text)
    {
        foreach (var (name, bytes) in Units)
        {
            if (!text.EndsWith(name, StringComparison.OrdinalIgnoreCase)) continue;
            var isNumber = double.TryParse(text[..^name.Length].TrimEnd(), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number);
            return isNumber && number * bytes < long.MaxValue ? (long)(number * bytes) : null;
        }
        return null;
    }
}
