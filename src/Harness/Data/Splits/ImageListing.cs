namespace Harness.Data.Splits;

/// <summary>The images found in a folder.</summary>
/// <param name="Root">The folder to which paths are relative, as an absolute path.</param>
/// <param name="Classes">The names of the classes, in ordinal order.</param>
/// <param name="Images">All images, in ordinal order of their paths.</param>
public sealed record ImageListing(string Root, IReadOnlyList<string> Classes, IReadOnlyList<ListedImage> Images)
{
    /// <summary>Files that look like images by their extension but are in unsupported formats, in ordinal order of their paths.</summary>
    public IReadOnlyList<ListedImage> Unread { get; init; } = [];

    /// <summary>Whether the classes come from a table instead of the paths.</summary>
    public bool IsFromTable { get; init; }

    /// <summary>Plain sentences on folders that were skipped and on names that are easily mistaken for each other.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];
}

/// <summary>One image file.</summary>
/// <param name="Path">Relative to the root, with forward slashes.</param>
/// <param name="ClassIndex">The index of its class in the listing's classes.</param>
public readonly record struct ListedImage(string Path, int ClassIndex);
