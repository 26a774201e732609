using System.Text.Json.Serialization;
using Harness.Diagnostics;

namespace Harness.Data.Labels;

/// <summary>Classes of which training sees no image.</summary>
/// <param name="Names">Their names, in ordinal order.</param>
public sealed record UnseenClasses(IReadOnlyList<string> Names)
{
    /// <summary>Where the suite lists them.</summary>
    [JsonIgnore]
    public SourceLocation Location { get; init; }

    /// <summary>Leaves their training images out.</summary>
    /// <param name="manifest">All images.</param>
    /// <returns>The images of a suite in which training sees only the other classes; validation images stay.</returns>
    public Manifest Without(Manifest manifest) => manifest with
    {
        Train = [.. manifest.Train.Where(image => !Names.Contains(manifest.Classes[image.ClassIndex]))],
    };
}
