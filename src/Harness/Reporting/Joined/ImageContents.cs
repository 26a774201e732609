using Harness.Data.Manifests;
using Harness.Diagnostics;
using Harness.Results;

namespace Harness.Reporting.Joined;

/// <summary>By what the validation images of a results folder are known beside their names: a data set may have been recompressed or cropped in place.</summary>
/// <param name="Hash">The hash of the manifest that lists them, which covers the training images too; null if it is not known.</param>
/// <param name="Manifest">The file of that manifest, which need not exist.</param>
internal sealed record ImageContents(string? Hash, string Manifest)
{
    /// <summary>The images that a suite was validated on: those of the target domain if there is one. Nothing is read yet.</summary>
    /// <param name="folder">The results folder.</param>
    /// <param name="hash">The hash of the suite's manifest; null if it is not known.</param>
    /// <param name="targetHash">The hash of the target's; null for no target.</param>
    /// <returns>How to identify them.</returns>
    public static ImageContents Of(string folder, string? hash, string? targetHash) =>
        // A target that is the suite's own images, transformed, has no manifest of its own.
        targetHash is null || targetHash == hash
            ? new(hash, Path.Combine(folder, ResultFileNames.Manifest))
            : new(targetHash, Path.Combine(folder, ResultFileNames.TargetManifest));

    /// <summary>Counts images that have the same name in another folder, but are not the same.</summary>
    /// <param name="other">The images of the other folder.</param>
    /// <param name="paths">The names.</param>
    /// <returns>How many; null if it is unknown, because a manifest is missing or does not list them.</returns>
    /// <exception cref="HarnessException">A manifest cannot be read.</exception>
    public int? CountOthers(ImageContents other, IReadOnlyList<string> paths)
    {
        // If the hashes differ, it may be only in the training images.
        if (Hash is not null && Hash == other.Hash) return 0;
        if (Read() is not { } own || other.Read() is not { } others) return null;
        return paths.All(path => own.ContainsKey(path) && others.ContainsKey(path)) ? paths.Count(path => own[path] != others[path]) : null;
    }

    // Which class an image has, and who says so, has been compared already.
    private Dictionary<string, string>? Read() =>
        File.Exists(Manifest) ? ManifestFile.Read(Manifest, isFromTable: true).ToDictionary(row => row.Path, row => row.Sha256) : null;
}
