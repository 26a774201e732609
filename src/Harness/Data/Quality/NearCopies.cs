namespace Harness.Data.Quality;

/// <summary>Finds images that are held out and show nearly the same as one that trains: another size, another crop, the next picture of a series.</summary>
internal static class NearCopies
{
    // Every pair is compared: more would take minutes.
    private const long MostPairs = 20_000_000_000;

    /// <summary>Finds them.</summary>
    /// <param name="seen">The images that train, with their fingerprints.</param>
    /// <param name="heldOut">The images that do not.</param>
    /// <returns>For each that has one the nearest training image, in their order; none where there are too many images to compare.</returns>
    public static IReadOnlyList<CopiedImage> Find(IReadOnlyList<(string Path, UInt128 Fingerprint)> seen, IReadOnlyList<(string Path, UInt128 Fingerprint)> heldOut)
    {
        if ((long)seen.Count * heldOut.Count > MostPairs) return [];
        var nearest = new int[heldOut.Count];
        Parallel.For(0, heldOut.Count, index => nearest[index] = Nearest(seen, heldOut[index].Fingerprint));
        return [.. heldOut.Zip(nearest).Where(pair => pair.Second >= 0).Select(pair => new CopiedImage(pair.First.Path, seen[pair.Second].Path))];
    }

    private static int Nearest(IReadOnlyList<(string Path, UInt128 Fingerprint)> images, UInt128 fingerprint)
    {
        var (best, least) = (-1, Fingerprint.SameScene + 1);
        for (var index = 0; index < images.Count; index++)
        {
            var distance = (int)UInt128.PopCount(images[index].Fingerprint ^ fingerprint);
            if (distance < least) (best, least) = (index, distance);
        }
        return best;
    }
}
