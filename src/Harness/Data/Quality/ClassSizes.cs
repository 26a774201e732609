namespace Harness.Data.Quality;

/// <summary>What the numbers of images of the classes say.</summary>
public static class ClassSizes
{
    private const double Uneven = 1.5;

    /// <summary>Whether classes differ so much in size that accuracy alone misleads.</summary>
    /// <param name="sizes">The number of images of each.</param>
    /// <returns>Whether the largest has more than one and a half times the images of the smallest.</returns>
    public static bool AreUneven(IReadOnlyCollection<int> sizes) => sizes.Count > 1 && sizes.Max() > Uneven * sizes.Min();
}
