using Harness.Diagnostics;

namespace Harness.Models.Weights.Packaged;

/// <summary>A file in a NuGet package.</summary>
/// <param name="Path">Its path in the package, with slashes.</param>
/// <param name="Sha256">Its SHA-256, in lower-case hexadecimal.</param>
internal sealed record PackagedFile(string Path, string Sha256)
{
    /// <summary>Finds the file.</summary>
    /// <param name="packageFolder">The folder of the unpacked package.</param>
    /// <returns>Its full path.</returns>
    /// <exception cref="HarnessException">It is missing or not the one that was published.</exception>
    public string In(string packageFolder)
    {
        var path = System.IO.Path.GetFullPath(Path, packageFolder);
        var hash = FileHash.Sha256(path);
        return hash == Sha256
            ? path
            : throw new HarnessException(
                $"{path}: the file is damaged: its SHA-256 is {hash}, but should be {Sha256}.",
                $"Delete the folder {packageFolder}; the next run restores the package again.");
    }
}
