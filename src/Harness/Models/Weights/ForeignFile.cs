using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Harness.Diagnostics;
using Harness.Models.Weights.Pickle;

namespace Harness.Models.Weights;

/// <summary>Names files that are taken for weights and are something else, and says what to do.</summary>
internal static partial class ForeignFile
{
    /// <summary>How much of a file is looked at: up to the mark of a tar archive.</summary>
    public const int StartBytes = 512;

    private const int TarMark = 257;
    private const int ShownCharacters = 60;

    private const string Convert = "Load it with the program that wrote it, and save the weights with torch.save or as safetensors, with torchvision's names.";
    private const string Unpack = "Unpack it, and name the .pth, .pt or .safetensors file in it.";
    private const string GetFile = "Open the address in a browser, and download the file itself: a .pth, .pt or .safetensors.";

    private static readonly (byte[] Start, string Name, string Remedy)[] Formats =
    [
        ([0x1f, 0x8b], "a gzip archive", Unpack),
        ("BZh"u8.ToArray(), "a bzip2 archive", Unpack),
        ([0xfd, .. "7zXZ"u8], "an xz archive", Unpack),
        ("7z\u00bc\u00af\u0027\u001c".Select(character => (byte)character).ToArray(), "a 7z archive", Unpack),
        ("Rar!"u8.ToArray(), "a RAR archive", Unpack),
        ([0x28, 0xb5, 0x2f, 0xfd], "a zstd archive", Unpack),
        ([0x89, .. "HDF\r\n"u8], "an HDF5 file, as Keras writes them", Convert),
        ("GGUF"u8.ToArray(), "a GGUF file", Convert),
        ([0x93, .. "NUMPY"u8], "a NumPy array", Convert),
        ("%PDF"u8.ToArray(), "a PDF document", "Name a .pth, .pt or .safetensors file."),
        ([0x89, .. "PNG"u8], "a PNG image", "Name a .pth, .pt or .safetensors file."),
        ([0xff, 0xd8, 0xff], "a JPEG image", "Name a .pth, .pt or .safetensors file."),
    ];

    /// <summary>The error for a file of no readable format.</summary>
    /// <param name="path">The file.</param>
    /// <param name="start">How it begins: <see cref="StartBytes"/> bytes, or all.</param>
    public static HarnessException Error(string path, byte[] start) => Explain(path, start) ?? WeightFileError.Corrupt(path, start.Length == 0
        ? "it is empty"
        : "it is neither a safetensors file nor a PyTorch checkpoint (zip or legacy pickle)");

    /// <summary>The error for a zip archive that torch.save did not write.</summary>
    /// <param name="path">The file.</param>
    /// <param name="entries">The names of what it holds.</param>
    public static HarnessException Archive(string path, IReadOnlyList<string> entries)
    {
        if (entries.Count > 0 && entries.All(entry => entry.EndsWith(".npy", StringComparison.Ordinal))) return Is(path, "a NumPy archive (.npz)", Convert);
        if (entries.Any(entry => entry.EndsWith("model.weights.h5", StringComparison.Ordinal))) return Is(path, "a Keras model", Convert);
        var first = entries.Count == 0 ? "nothing" : string.Join(", ", entries.Take(3)) + (entries.Count > 3 ? " …" : string.Empty);
        return Is(path, $"a zip archive without a data.pkl, so not one of torch.save; it holds {first}", Unpack);
    }

    /// <summary>Identifies a file that does not begin like one with weights.</summary>
    /// <param name="path">The file.</param>
    /// <param name="start">How it begins.</param>
    /// <returns>The error; null if nothing is known about it.</returns>
    public static HarnessException? Explain(string path, byte[] start)
    {
        foreach (var (mark, name, remedy) in Formats)
        {
            if (start.AsSpan().StartsWith(mark)) return Is(path, name, remedy);
        }
        if (start.Length >= TarMark + 5 && start.AsSpan(TarMark, 5).SequenceEqual("ustar"u8)) return Is(path, "a tar archive", Unpack);
        if (start.AsSpan().IndexOf("TFL3"u8) == 4) return Is(path, "a TensorFlow Lite file", Convert);
        if (start is [(byte)PickleOpcode.Protocol, >= 2 and <= 5, ..] && !LegacyCheckpoint.Recognizes(start))
            return Is(path, "a pickle that torch.save did not write", "Load it in Python, if you trust it, and save the weights with torch.save or as safetensors, with torchvision's names.");
        if (IsOnnx(start)) return Is(path, "an ONNX file", Convert);
        return ReadableText(start) is { } text ? OfText(path, text) : null;
    }

    private static HarnessException OfText(string path, string text)
    {
        if (PointerSize().Match(text) is { Success: true } pointer)
        {
            var size = long.TryParse(pointer.Groups[1].Value, CultureInfo.InvariantCulture, out var bytes) ? string.Create(CultureInfo.InvariantCulture, $" to {bytes:N0} bytes") : string.Empty;
            return Is(path, $"a Git LFS pointer{size}, not the file itself", "Run git lfs pull in the folder of the repository, or download the file itself from its page.");
        }
        var trimmed = text.TrimStart();
        if (Page().IsMatch(trimmed)) return Is(path, "an HTML page, such as a server sends instead of a file", GetFile);
        if (trimmed.StartsWith("<?xml", StringComparison.OrdinalIgnoreCase)) return Is(path, "an XML document, such as a server sends instead of a file", GetFile);
        if (trimmed.StartsWith("{\"metadata\"", StringComparison.Ordinal) || trimmed.Contains("\"weight_map\"", StringComparison.Ordinal))
            return Is(path, "the index of a safetensors file in several parts", "Join the parts in Python, and save the weights as one file.");
        var shown = Spaces().Replace(trimmed, " ").TrimEnd();
        return Is(path, $"a text file that begins '{(shown.Length <= ShownCharacters ? shown : shown[..ShownCharacters] + "…")}'", "Name a .pth, .pt or .safetensors file.");
    }

    private static HarnessException Is(string path, string what, string remedy) => new($"{path}: not a readable weight file: it is {what}.", remedy);

    // The version of the format, then the name of a producer, a domain or the network, as the fields of a message.
    private static bool IsOnnx(byte[] start) => start is [0x08, > 0 and < 20, 0x12 or 0x1a or 0x22 or 0x28 or 0x32 or 0x3a or 0x42, ..];

    // Null for bytes that are not text: a character cut off at the end is text anyway.
    private static string? ReadableText(byte[] start)
    {
        if (start.Length == 0) return null;
        var bytes = start.AsSpan();
        if (bytes is [0xff, 0xfe, ..]) return Encoding.Unicode.GetString(bytes[2..]);
        var text = Encoding.UTF8.GetString(bytes).TrimStart('\ufeff');
        var end = start.Length == StartBytes ? text.Length - 3 : text.Length;
        for (var i = 0; i < end; i++)
        {
            if (text[i] == '\ufffd' || (char.IsControl(text[i]) && !char.IsWhiteSpace(text[i]))) return null;
        }
        return string.IsNullOrWhiteSpace(text) ? null : text;
    }

    [GeneratedRegex(@"\Aversion https://git-lfs\.github\.com/spec/v1\s(?:[\s\S]*?\bsize (\d+))?")]
    private static partial Regex PointerSize();

    [GeneratedRegex(@"\A(?:<!--[\s\S]*?-->\s*)*<(?:!doctype\s+html|html|head|body)\b", RegexOptions.IgnoreCase)]
    private static partial Regex Page();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();
}
