using System.Globalization;
using System.Security.Cryptography;
using Harness.Diagnostics;
using Harness.Files;

namespace Harness.Models.Weights;

/// <summary>Downloads published weights: a file is there under its name only when it is complete and its hash is right.</summary>
public sealed class WeightDownloader
{
    private static readonly HttpClient Client = new() { Timeout = Timeout.InfiniteTimeSpan };
    private readonly Action<string>? _notify;
    private readonly Uri _address;
    private readonly TimeSpan _patience;

    /// <summary>Makes a downloader.</summary>
    /// <param name="notify">Is told what is being downloaded; null for nobody.</param>
    /// <param name="address">The folder on the server, ending with a slash; null for torchvision's.</param>
    /// <param name="patience">How long the server may be silent; null for 30 seconds.</param>
    public WeightDownloader(Action<string>? notify = null, Uri? address = null, TimeSpan? patience = null)
    {
        _notify = notify;
        _address = address ?? KnownWeights.DownloadAddress;
        _patience = patience ?? TimeSpan.FromSeconds(30);
    }

    /// <summary>Downloads a file.</summary>
    /// <param name="set">Which one.</param>
    /// <param name="folder">Where to put it; created if need be.</param>
    /// <param name="cancellation">Ends the download early; nothing is left behind.</param>
    /// <returns>The path of the file.</returns>
    /// <exception cref="HarnessException">The server cannot be reached, stops answering, or sends another file; the remedy says how to
    /// get the file by hand.</exception>
    /// <exception cref="OperationCanceledException">The download was canceled.</exception>
    public async Task<string> DownloadAsync(KnownWeightSet set, string folder, CancellationToken cancellation = default)
    {
        var source = new Uri(_address, set.FileName);
        var target = Path.Combine(folder, set.FileName);
        var partial = $"{target}.{Guid.NewGuid():N}.part";
        try
        {
            Directory.CreateDirectory(folder);
            var hash = await ReceiveAsync(source, partial, set, cancellation).ConfigureAwait(false);
            if (!hash.StartsWith(set.HashPrefix, StringComparison.Ordinal))
                throw Failure(source, target, $"the downloaded file has the SHA-256 {hash}, which should begin with {set.HashPrefix}");
            File.Move(partial, target, overwrite: true);
            return target;
        }
        catch (Exception e) when (e is HttpRequestException or IOException or UnauthorizedAccessException or TimeoutException)
        {
            throw Failure(source, target, e.Message.TrimEnd('.'), e);
        }
        finally
        {
            FileRemoval.DeleteIfPossible(partial);
        }
    }

    private async Task<string> ReceiveAsync(Uri source, string partial, KnownWeightSet set, CancellationToken cancellation)
    {
        using var silence = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        silence.CancelAfter(_patience);
        try
        {
            using var response = await Client.GetAsync(source, HttpCompletionOption.ResponseHeadersRead, silence.Token).ConfigureAwait(false);
            response.EnsureSuccessStatusCode();
            using var content = await response.Content.ReadAsStreamAsync(silence.Token).ConfigureAwait(false);
            using var file = new FileStream(partial, FileMode.CreateNew, FileAccess.Write, FileShare.None);
            using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
            _notify?.Invoke(Announcement(set, response.Content.Headers.ContentLength));
            var buffer = new byte[1 << 16];
            for (int read; (read = await content.ReadAsync(buffer, silence.Token).ConfigureAwait(false)) > 0;)
            {
                silence.CancelAfter(_patience);
                file.Write(buffer, 0, read);
                hash.AppendData(buffer, 0, read);
            }
            file.Flush(flushToDisk: true);
            return Convert.ToHexStringLower(hash.GetHashAndReset());
        }
        catch (OperationCanceledException e) when (!cancellation.IsCancellationRequested)
        {
            throw new TimeoutException($"the server was silent for {_patience.TotalSeconds:0.#} seconds", e);
        }
    }

    // Not all servers say how many bytes will come.
    private static string Announcement(KnownWeightSet set, long? bytes)
    {
        var size = bytes is { } known ? string.Create(CultureInfo.InvariantCulture, $" ({Math.Max(1, known / 1e6):F0} MB)") : string.Empty;
        return $"Downloading {set.FileName}{size}, once: it is kept for later runs.";
    }

    private static HarnessException Failure(Uri source, string target, string reason, Exception? inner = null) => new(
        $"{source}: the weights could not be downloaded: {reason}.",
        $"Try again, or download {source} another way and put it at {target}.", inner);
}
