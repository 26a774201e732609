using Harness.Diagnostics;

namespace Harness.Models.Weights;

/// <summary>Reads weights of any known format, recognized by the content and not by the name.</summary>
public static class WeightFile
{
    /// <summary>Lists what a weight file holds; the elements of tensors are read later, and nothing that the file names is run.</summary>
    /// <param name="path">A <c>.safetensors</c>, <c>.pth</c> or <c>.pt</c> file: state dicts, whole modules and TorchScript.</param>
    /// <returns>Its state dicts.</returns>
    /// <exception cref="HarnessException">The file is missing, damaged, of another format, or a pickle that wants to run a program.</exception>
    public static WeightFileContents Open(string path)
    {
        var start = WeightFileError.Guard(path, () => ReadStart(path));
        // Longer than "PK", with which the length at the beginning of a safetensors file begins now and then.
        if (start.AsSpan().StartsWith("PK\u0003\u0004"u8) || start.AsSpan().StartsWith("PK\u0005\u0006"u8)) return ZipCheckpoint.Read(path);
        if (LegacyCheckpoint.Recognizes(start)) return LegacyCheckpoint.Read(path);
        if (SafetensorsReader.Recognizes(start)) return Contents(path, SafetensorsReader.Read(path));
        throw ForeignFile.Error(path, start);
    }

    /// <summary>Lists the tensors of a weight file that are meant if no backbone decides; their elements are read later.</summary>
    /// <param name="path">A <c>.safetensors</c>, <c>.pth</c> or <c>.pt</c> file.</param>
    /// <returns>The tensors by name; see <see cref="WeightFileContents.Main"/>.</returns>
    /// <exception cref="HarnessException">The file is missing, damaged, of another format, or a pickle that wants to run a program.</exception>
    public static IReadOnlyDictionary<string, WeightTensor> Read(string path) => Open(path).Main().Tensors;

    /// <summary>Throws the error for a file of a known format that holds no weights, such as a Git LFS pointer.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="HarnessException">It is such a file, or cannot be read.</exception>
    internal static void ThrowIfForeign(string path)
    {
        if (ForeignFile.Explain(path, WeightFileError.Guard(path, () => ReadStart(path))) is { } error) throw error;
    }

    /// <summary>Whether a file begins as a safetensors file does.</summary>
    internal static bool IsSafetensors(string path) => SafetensorsReader.Recognizes(WeightFileError.Guard(path, () => ReadStart(path)));

    private static WeightFileContents Contents(string path, SafetensorsFile file) =>
        new(path, [new StateDict(StateDict.Top, file.Tensors)]) { Metadata = file.Metadata };

    private static byte[] ReadStart(string path)
    {
        using var file = FileRange.Open(path);
        var start = new byte[ForeignFile.StartBytes];
        return start[..file.ReadAtLeast(start, start.Length, throwOnEndOfStream: false)];
    }
}
