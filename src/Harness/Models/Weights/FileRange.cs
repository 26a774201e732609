namespace Harness.Models.Weights;

/// <summary>Some bytes of a file, read when they are wanted.</summary>
internal static class FileRange
{
    /// <summary>Reads a range.</summary>
    /// <exception cref="Diagnostics.HarnessException">The file is gone or shorter than it was.</exception>
    public static byte[] Read(string path, long offset, int length) => WeightFileError.Guard(path, () =>
    {
        using var file = Open(path);
        file.Position = offset;
        var bytes = new byte[length];
        file.ReadExactly(bytes);
        return bytes;
    });

    public static FileStream Open(string path) => new(path, FileMode.Open, FileAccess.Read, FileShare.Read);
}
