using Harness.Data.Quality;

namespace Harness.Data;

/// <summary>The images of a comparison, with their classes, their parts of the split and their hashes. Written once, checked on every run.</summary>
public sealed record Manifest
{
    /// <summary>The folder that holds one folder per class, as an absolute path.</summary>
    public required string Root { get; init; }

    /// <summary>The names of the classes in ordinal order; an image's class is an index into it.</summary>
    public required IReadOnlyList<string> Classes { get; init; }

    /// <summary>The training images, in ordinal order of their paths.</summary>
    public required IReadOnlyList<ImageEntry> Train { get; init; }

    /// <summary>The validation images, in ordinal order of their paths.</summary>
    public required IReadOnlyList<ImageEntry> Valid { get; init; }

    /// <summary>The test images, in ordinal order of their paths; none if the split has no test part.</summary>
    public IReadOnlyList<ImageEntry> Test { get; init; } = [];

    /// <summary>Images that were left out: those that could not be read, with <c>--skip-unreadable</c>, and those that were changed, added or removed since
    /// the manifest was written, with <c>--keep-split</c>.</summary>
    public IReadOnlyList<SkippedImage> Skipped { get; init; } = [];

    /// <summary>Validation and test images that show nearly the same as a training image.</summary>
    public IReadOnlyList<CopiedImage> NearCopies { get; init; } = [];

    /// <summary>Plain sentences on folders that were skipped, on names that are easily mistaken for each other, and on files that look like images and
    /// are not read.</summary>
    public IReadOnlyList<string> ListingNotes { get; init; } = [];

    /// <summary>SHA-256 over classes, paths, splits and hashes, in hexadecimal: equal for equal images and split, wherever they are stored.</summary>
    public required string Hash { get; init; }
}

/// <summary>One image.</summary>
/// <param name="Path">Relative to the root, with forward slashes.</param>
/// <param name="ClassIndex">The index of its class in <see cref="Manifest.Classes"/>.</param>
/// <param name="Sha256">The hash of the file's bytes, in lower-case hexadecimal.</param>
public sealed record ImageEntry(string Path, int ClassIndex, string Sha256);

/// <summary>An image that was left out.</summary>
/// <param name="Path">Relative to the root, with forward slashes.</param>
/// <param name="Reason">What is wrong with it.</param>
public sealed record SkippedImage(string Path, string Reason);
