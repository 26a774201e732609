using System.Text.Json.Serialization;
using Harness.Data.Transforms;
using Harness.Diagnostics;

namespace Harness.Data;

/// <summary>The target domain of domain adaptation: other images of the same classes, of which nobody looks at the labels in training, unless to say what could be had.</summary>
public sealed record TargetSettings
{
    /// <summary>The folder with the same class folders as the source, as an absolute path; null where the target is the suite's own images, transformed.</summary>
    public string? Root { get; init; }

    /// <summary>What happens to every image of the target before the transforms of training or validation.</summary>
    public required IReadOnlyList<TransformSettings> Transforms { get; init; }

    /// <summary>Where the suite speaks of it.</summary>
    [JsonIgnore]
    public SourceLocation Location { get; init; }
}
