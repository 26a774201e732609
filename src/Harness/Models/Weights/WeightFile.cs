using Harness.Diagnostics;

namespace Harness.Models.Weights;

/// <summary>Reads weights of any known format, which is told by the content and not by the name.</summary>
public static class WeightFile
{
    /// <summary>Lists the tensors of a weight file; their elements are read later.</summary>
    /// <param name="path">A <c>.safetensors</c>, <c>.pth</c> or <c>.pt</c> file.</param>
    /// <returns>The tensors by name. A pickle's leading <c>module.</c> (DataParallel) is taken off.</returns>
    /// <exception cref="HarnessException">The file is missing, damaged, of another format, or a pickle that wants to run code.</exception>
    public static IReadOnlyDictionary<string, WeightTensor> Read(string path)
    {
        var start = WeightFileError.Guard(path, () => ReadStart(path));
        if (start.AsSpan().StartsWith("PK"u8)) return ZipCheckpoint.Read(path);
        if (LegacyCheckpoint.Recognizes(start)) return LegacyCheckpoint.Read(path);
        if (SafetensorsReader.Recognizes(start)) return SafetensorsReader.Read(path).Tensors;
        throw WeightFileError.Corrupt(path, start.Length == 0
            ? "it is empty"
            : "it is neither a safetensors file nor a PyTorch checkpoint (zip or legacy pickle)");
    }

    private static byte[] ReadStart(string path)
    {
        using var file = FileRange.Open(path);
        var start = new byte[LegacyCheckpoint.StartBytes];
        return start[..file.ReadAtLeast(start, start.Length, throwOnEndOfStream: false)];
    }
}
