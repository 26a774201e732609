using System.Diagnostics;
using Harness.Data.Images;

namespace Harness.Proposals;

/// <summary>The sizes of some images, evenly taken from all.</summary>
/// <param name="Looked">How many images were looked at.</param>
/// <param name="Median">The median of their shorter sides, in pixels; 0 if none could be read.</param>
/// <param name="Smallest">The smallest of their shorter sides, in pixels.</param>
/// <param name="Unreadable">How many of them cannot be read.</param>
/// <param name="DecodeSeconds">What reading and decoding one takes on one core.</param>
public sealed record ImageSizes(int Looked, int Median, int Smallest, int Unreadable, double DecodeSeconds)
{
    private const int Most = 200;

    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(3);

    /// <summary>Looks at images, for some seconds at most.</summary>
    /// <param name="root">The folder to which paths are relative.</param>
    /// <param name="paths">All images.</param>
    /// <param name="cancellation">Ends it early.</param>
    /// <returns>What was found.</returns>
    public static ImageSizes Of(string root, IReadOnlyList<string> paths, CancellationToken cancellation = default)
    {
        var watch = Stopwatch.StartNew();
        var sides = new List<int>();
        var (looked, unreadable) = (0, 0);
        foreach (var path in Sample(paths))
        {
            cancellation.ThrowIfCancellationRequested();
            looked++;
            if (ShorterSide(Path.Combine(root, path)) is { } side) sides.Add(side);
            else unreadable++;
            if (watch.Elapsed > Longest) break;
        }
        sides.Sort();
        return new(looked, sides.Count == 0 ? 0 : sides[sides.Count / 2], sides.Count == 0 ? 0 : sides[0], unreadable, watch.Elapsed.TotalSeconds / Math.Max(1, looked));
    }

    // In an order in which every beginning is spread over all.
    private static IEnumerable<string> Sample(IReadOnlyList<string> paths)
    {
        var count = Math.Min(Most, paths.Count);
        const int Stride = 7;
        return Enumerable.Range(0, Stride).SelectMany(first => Range(first, count, Stride)).Select(place => paths[(int)((long)place * paths.Count / count)]);
    }

    private static IEnumerable<int> Range(int first, int count, int stride)
    {
        for (var place = first; place < count; place += stride) yield return place;
    }

    private static int? ShorterSide(string path)
    {
        try
        {
            using var bytes = FileBytes.Read(path);
            using var image = ImageDecoder.Decode(bytes.Span);
            return Math.Min(image.Width, image.Height);
        }
        catch (Exception exception) when (exception is ImageContentException or IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
