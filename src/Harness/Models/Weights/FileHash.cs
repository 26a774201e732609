using System.Security.Cryptography;

namespace Harness.Models.Weights;

/// <summary>The SHA-256 of files.</summary>
public static class FileHash
{
    /// <summary>Hashes a file.</summary>
    /// <param name="path">The file.</param>
    /// <returns>64 lower-case hexadecimal digits.</returns>
    /// <exception cref="Diagnostics.HarnessException">The file is missing or cannot be read.</exception>
    public static string Sha256(string path) => WeightFileError.Guard(path, () =>
    {
        using var file = FileRange.Open(path);
        return Convert.ToHexStringLower(SHA256.HashData(file));
    });
}
