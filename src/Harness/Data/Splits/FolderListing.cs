using Harness.Data.Labels;

namespace Harness.Data.Splits;

/// <summary>The options for listing the images of a folder.</summary>
public sealed record FolderListing
{
    /// <summary>The defaults.</summary>
    public static FolderListing Plain { get; } = new();

    /// <summary>Folders that are being written to, as full paths: the results and the store. They may be among the class folders and are never listed.</summary>
    public IReadOnlyList<string> Written { get; init; } = [];

    /// <summary>Whether folders are classes even if their names or contents look like a split or like a second copy of the images.</summary>
    public bool TrustsFolders { get; init; }

    /// <summary>Whether folders that Harness has written, such as drawn images, are listed like any others, except results with a report; otherwise all of them are skipped.</summary>
    public bool ListsOwn { get; init; }

    /// <summary>The classes of the images if a table gives them; null if folders do.</summary>
    public LabelTable? Classes { get; init; }

    /// <summary>Whether images without a row in that table, and rows without an image, are skipped; otherwise they are refused.</summary>
    public bool SkipsUnmatched { get; init; }

    /// <summary>Notified of how many files have been found so far; null for none.</summary>
    public IProgress<int>? Found { get; init; }

    /// <summary>Ends the listing early.</summary>
    public CancellationToken Cancellation { get; init; }
}
