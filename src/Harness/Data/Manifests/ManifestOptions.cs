using Harness.Data.Labels;
using Harness.Data.Quality;

namespace Harness.Data.Manifests;

/// <summary>How to treat images that are not as they should be, and where not to look for any.</summary>
public sealed record ManifestOptions
{
    /// <summary>Stops at whatever is wrong.</summary>
    public static ManifestOptions Strict { get; } = new();

    /// <summary>Whether images that cannot be read are left out instead of stopping.</summary>
    public bool SkipUnreadable { get; init; }

    /// <summary>Whether a run continues with the images that are as they were when the manifest was written, and leaves out those that were changed, added or removed since.</summary>
    public bool KeepSplit { get; init; }

    /// <summary>The classes of the images if a table gives them; null if folders do.</summary>
    public LabelTable? Classes { get; init; }

    /// <summary>Folders that are being written to, as full paths: they are never listed.</summary>
    public IReadOnlyList<string> Written { get; init; } = [];

    /// <summary>The number of pairs of a training and a held-out image above which near copies are not searched for.</summary>
    internal long MostPairs { get; init; } = NearCopies.MostPairs;
}
