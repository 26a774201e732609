using System.Text.Json.Serialization;
using Harness.Data.Labels;
using Harness.Data.Splits;
using Harness.Data.Synthetic;
using Harness.Data.Transforms;

namespace Harness.Data;

/// <summary>Where the images are, which of them are used for validation, and how each is transformed on its way to the network.</summary>
public sealed record DataSettings
{
    /// <summary>The folder that holds one folder per class, or the images of <see cref="Classes"/>, as an absolute path; null if the user must say it with
    /// <c>--data</c>.</summary>
    public string? Root { get; init; }

    /// <summary>Images to draw where there is no <see cref="Root"/>; null if images are read.</summary>
    public SyntheticSettings? Synthetic { get; init; }

    /// <summary>The classes of the images, as the only column of a table; null if they are in one folder per class.</summary>
    [JsonIgnore]
    public LabelTable? Classes { get; init; }

    /// <summary>The rule by which images become training, validation or test images.</summary>
    public required SplitSettings Split { get; init; }

    /// <summary>How many training images of each class are used, drawn separately for every training seed; null for all.</summary>
    public int? Shots { get; init; }

    /// <summary>The target domain of domain adaptation; null for none.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public TargetSettings? Target { get; init; }

    /// <summary>The labels that a file gives every image besides its class; null for none.</summary>
    [JsonIgnore]
    public LabelTable? Labels { get; init; }

    /// <summary>Vectors that describe the classes; null for none.</summary>
    [JsonIgnore]
    public ClassVectors? Vectors { get; init; }

    /// <summary>Classes of which training sees no image; null if it sees all.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public UnseenClasses? Unseen { get; init; }

    /// <summary>Images per training and validation batch.</summary>
    public required int BatchSize { get; init; }

    /// <summary>The transforms of training images, in order.</summary>
    public required IReadOnlyList<TransformSettings> Train { get; init; }

    /// <summary>The transforms of validation and test images, in order.</summary>
    public required IReadOnlyList<TransformSettings> Valid { get; init; }
}
