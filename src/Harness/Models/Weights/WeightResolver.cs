using Harness.Diagnostics;

namespace Harness.Models.Weights;

/// <summary>A weight file that is there.</summary>
/// <param name="Path">Its full path.</param>
/// <param name="Sha256">Its hash: 64 lower-case hexadecimal digits.</param>
public sealed record ResolvedWeights(string Path, string Sha256);

/// <summary>Turns what a suite says under <c>weights</c> into a file.</summary>
/// <param name="downloader">Fetches what is not there; null to download nothing.</param>
/// <param name="cacheFolder">Where published weights lie; null for PyTorch's own cache.</param>
public sealed class WeightResolver(WeightDownloader? downloader = null, string? cacheFolder = null)
{
    private readonly string _cacheFolder = cacheFolder ?? TorchHubCache.CheckpointsFolder();

    /// <summary>Finds a weight file, downloading it if it is a published one that is not in the cache.</summary>
    /// <param name="nameOrPath">In this order: <c>imagenet</c>, the published weights of the backbone; the name of a published file, with
    /// or without <c>.pth</c>; else a path, relative to the suite's folder. A file whose name carries a hash is held to it (<see cref="HashInName"/>).</param>
    /// <param name="suiteFolder">The folder of the suite file.</param>
    /// <param name="backbone">The suite's backbone, which gives <c>imagenet</c> its meaning.</param>
    /// <param name="progress">Notified of how far a download is; null for nobody.</param>
    /// <param name="cancellation">Ends a download early.</param>
    /// <returns>The file and its hash.</returns>
    /// <exception cref="HarnessException">There is no such file or name, its hash is wrong, or it cannot be downloaded.</exception>
    public ResolvedWeights Resolve(
        string nameOrPath, string suiteFolder, string backbone, Action<DownloadProgress>? progress = null, CancellationToken cancellation = default)
    {
        if (Published(nameOrPath, backbone) is { } set) return ResolvePublished(set, progress, cancellation);
        var path = Path.GetFullPath(nameOrPath, Path.GetFullPath(suiteFolder));
        if (!File.Exists(path)) throw Missing(nameOrPath, path);
        return Checked(
            path, HashInName.Of(path) ?? string.Empty, "Copy or download it again. If the end of its name is no hash, give it another name.");
    }

    private static KnownWeightSet? Published(string name, string backbone)
    {
        if (name == KnownWeights.ImageNet)
        {
            return KnownWeights.ForBackbone(backbone).FirstOrDefault() ?? throw new HarnessException(
                $"No ImageNet weights are published for {backbone}.",
                $"Give a path, or one of these backbones: {string.Join(", ", KnownWeights.All.Select(pair => pair.Value.Backbone).Distinct())}.");
        }
        return KnownWeights.All.TryGet(name, out var set) || KnownWeights.All.TryGet($"{name}.pth", out set) ? set : null;
    }

    private ResolvedWeights ResolvePublished(KnownWeightSet set, Action<DownloadProgress>? progress, CancellationToken cancellation)
    {
        var path = Path.Combine(_cacheFolder, set.FileName);
        if (!File.Exists(path))
        {
            if (downloader is null) throw NotDownloaded(set, path);
            path = downloader.DownloadAsync(set, _cacheFolder, progress, cancellation).GetAwaiter().GetResult();
        }
        return Checked(Path.GetFullPath(path), set.HashPrefix, "Delete it; the next run downloads it again.");
    }

    private static ResolvedWeights Checked(string path, string hashPrefix, string remedy)
    {
        var hash = FileHash.Sha256(path);
        return hash.StartsWith(hashPrefix, StringComparison.Ordinal)
            ? new(path, hash)
            : throw new HarnessException($"{path}: the file is damaged: its SHA-256 is {hash}, and should begin with {hashPrefix}.", remedy);
    }

    private static HarnessException NotDownloaded(KnownWeightSet set, string path) => new(
        $"The weights {set.FileName} are not on this machine.",
        $"Download {new Uri(KnownWeights.DownloadAddress, set.FileName)} and put it at {path}.");

    private static HarnessException Missing(string nameOrPath, string path) => new(
        $"{path}: there is no such weight file, and '{nameOrPath}' is no published one.{Suggestion.DidYouMean(nameOrPath, KnownWeights.Names)}",
        $"Published: {string.Join(", ", KnownWeights.Names)}.");
}
