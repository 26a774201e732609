using System.Text.Json.Serialization;
using Harness.Data.Transforms;
using Harness.Diagnostics;

namespace Harness.Data;

/// <summary>The target domain of domain adaptation: other images of the same classes, whose labels training does not see, except to measure the ceiling.</summary>
public sealed record TargetSettings
{
    /// <summary>The folder with the same class folders as the source, as an absolute path; null if the target is the suite's own images, transformed.</summary>
    public string? Root { get; init; }

    /// <summary>What happens to every image of the target before the transforms of training or validation.</summary>
    public required IReadOnlyList<TransformSettings> Transforms { get; init; }

    /// <summary>Where the suite speaks of it.</summary>
    [JsonIgnore]
    public SourceLocation Location { get; init; }
}
