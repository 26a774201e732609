using Harness.Data;
using Harness.Data.Quality;

namespace Harness.Proposals;

/// <summary>What the first check of all images found.</summary>
/// <param name="Copies">How many images are byte for byte the same as an earlier one.</param>
/// <param name="InTwoClasses">How many of them are in another class than that one.</param>
/// <param name="NearCopies">How many images that are held out look almost like a training image.</param>
/// <param name="Unreadable">The images that cannot be read, each with the reason.</param>
public sealed record ImagesFound(int Copies, int InTwoClasses, int NearCopies, IReadOnlyList<SkippedImage> Unreadable)
{
    /// <summary>Nothing is known.</summary>
    public static ImagesFound Nothing { get; } = new(0, 0, 0, []);

    /// <summary>Looks at a manifest.</summary>
    /// <param name="manifest">The images.</param>
    /// <returns>The findings.</returns>
    public static ImagesFound In(Manifest manifest)
    {
        List<ImageEntry> images = [.. manifest.Train, .. manifest.Valid, .. manifest.Test];
        return new(
            images.Count - images.DistinctBy(image => image.Sha256).Count(),
            CopiedImages.Of(manifest).OtherClass.Count,
            manifest.NearCopies.Count,
            manifest.Skipped);
    }
}
