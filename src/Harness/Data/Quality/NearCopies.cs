namespace Harness.Data.Quality;

/// <summary>Finds held-out images that look almost like a training image: another size, another crop, the next picture of a series.</summary>
internal static class NearCopies
{
    /// <summary>The number of pairs that are compared at most: more would take minutes.</summary>
    public const long MostPairs = 20_000_000_000;

    /// <summary>Says that no search was done.</summary>
    public const string NotLookedFor = "Held-out images that look almost like a training image were not searched for: there are too many images to compare each with every other.";

    /// <summary>Finds them.</summary>
    /// <param name="trained">The training images, with their fingerprints.</param>
    /// <param name="heldOut">The held-out images.</param>
    /// <param name="cancellation">Ends it early.</param>
    /// <returns>For each that has one the nearest training image, in their order.</returns>
    /// <exception cref="OperationCanceledException">It was canceled.</exception>
    public static IReadOnlyList<CopiedImage> Find(
        IReadOnlyList<(string Path, UInt128 Fingerprint)> trained, IReadOnlyList<(string Path, UInt128 Fingerprint)> heldOut, CancellationToken cancellation)
    {
        var fingerprints = trained.Select(image => image.Fingerprint).ToArray();
        var nearest = new int[heldOut.Count];
        Parallel.For(0, heldOut.Count, new ParallelOptions { CancellationToken = cancellation }, index => nearest[index] = Nearest(fingerprints, heldOut[index].Fingerprint));
        return [.. heldOut.Zip(nearest).Where(pair => pair.Second >= 0).Select(pair => new CopiedImage(pair.First.Path, trained[pair.Second].Path))];
    }

    private static int Nearest(UInt128[] images, UInt128 fingerprint)
    {
        var (best, least) = (-1, Fingerprint.SameScene + 1);
        for (var index = 0; index < images.Length; index++)
        {
            var distance = (int)UInt128.PopCount(images[index] ^ fingerprint);
            if (distance < least) (best, least) = (index, distance);
        }
        return best;
    }
}
