using System.Security.Cryptography;
using Harness.Data.Images;
using Harness.Data.Integrity;
using Harness.Data.Quality;
using Harness.Data.Splits;
using Harness.Diagnostics;

namespace Harness.Data.Manifests;

/// <summary>Reads each image file once, on all cores, to hash and optionally check it.</summary>
/// <param name="root">The folder to which paths are relative.</param>
/// <param name="progress">Notified of how many files are done of how many; null for none. Called from several threads.</param>
/// <param name="cancellation">Ends the reading early.</param>
internal sealed class FileInspector(string root, IProgress<(int Done, int Total)>? progress, CancellationToken cancellation)
{
    /// <summary>What is wrong with a file whose name cannot be read.</summary>
    public const string NotUtf8 = "has a name that is not valid UTF-8: rename it";

    /// <summary>Hashes files.</summary>
    /// <param name="paths">Relative to the root.</param>
    /// <returns>One per path; the problem is null unless a file could not be read.</returns>
    /// <exception cref="OperationCanceledException">The reading was canceled.</exception>
    /// <exception cref="HarnessException">There is too little memory.</exception>
    public FileInspection[] Hash(IReadOnlyList<string> paths) => Inspect(paths, static (_, _) => default);

    /// <summary>Hashes files and checks that each is a whole image.</summary>
    /// <param name="paths">Relative to the root.</param>
    /// <param name="kept">Gets the decoded images; null for none.</param>
    /// <returns>One per path.</returns>
    /// <exception cref="OperationCanceledException">The reading was canceled.</exception>
    /// <exception cref="HarnessException">There is too little memory.</exception>
    /// <remarks>Only decoding finds all damage. This is done once per manifest: later, equal hashes mean equally good files.</remarks>
    public FileInspection[] Check(IReadOnlyList<string> paths, CheckedImages? kept) => Inspect(paths, (path, bytes) =>
    {
        if (FileContent.FindProblem(bytes) is { } found) return (found, null);
        try
        {
            var image = ImageDecoder.Decode(bytes);
            var (problem, fingerprint) = (FileContent.FindMissingPixels(bytes, image), Fingerprint.Of(image));
            if (problem is null && kept is not null) kept.Keep(path, image, paths.Count);
            else image.Dispose();
            return (problem, fingerprint);
        }
        catch (ImageContentException exception)
        {
            return (exception.Message, null);
        }
    });

    private delegate (string? Problem, UInt128? Fingerprint) Examine(string path, ReadOnlySpan<byte> bytes);

    private FileInspection[] Inspect(IReadOnlyList<string> paths, Examine examine)
    {
        var results = new FileInspection[paths.Count];
        var done = 0;
        var step = Math.Max(1, paths.Count / 200);
        var options = new ParallelOptions { CancellationToken = cancellation, MaxDegreeOfParallelism = Environment.ProcessorCount };
        try
        {
            Parallel.For(0, paths.Count, options, index =>
            {
                results[index] = InspectOne(paths[index], examine);
                var count = Interlocked.Increment(ref done);
                if (count % step == 0 || count == paths.Count) progress?.Report((count, paths.Count));
            });
        }
        catch (AggregateException exception) when (exception.InnerExceptions[0] is HarnessException)
        {
            throw exception.InnerExceptions[0];
        }
        return results;
    }

    private FileInspection InspectOne(string path, Examine examine)
    {
        try
        {
            using var file = FileBytes.Read(Path.Combine(root, path));
            var (problem, fingerprint) = examine(path, file.Span);
            return new FileInspection(Convert.ToHexStringLower(SHA256.HashData(file.Span)), problem) { Fingerprint = fingerprint };
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            return new FileInspection(string.Empty, FileNames.IsUndecodable(path) ? NotUtf8 : "is missing", IsMissing: true);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return new FileInspection(string.Empty, "cannot be read: " + exception.Message);
        }
        catch (Exception exception) when (MemoryShortage.IsMeantBy(exception))
        {
            // Not a property of the image: if it were left out, it would stay out in later runs.
            throw MemoryShortage.Explain(exception, $"to read and decode '{path}'");
        }
    }
}

/// <summary>What was found when an image file was read.</summary>
/// <param name="Sha256">The hash of its bytes, in lower-case hexadecimal; empty if they could not be read.</param>
/// <param name="Problem">What is wrong, to follow the file's name in a sentence; null for nothing.</param>
/// <param name="IsMissing">Whether there is no such file.</param>
internal readonly record struct FileInspection(string Sha256, string? Problem, bool IsMissing = false)
{
    /// <summary>What the image looks like; null if it was not decoded or is mostly plain.</summary>
    public UInt128? Fingerprint { get; init; }
}
