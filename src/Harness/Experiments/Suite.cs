using Harness.Data;

namespace Harness.Experiments;

/// <summary>Everything that one comparison needs, as read from a suite file: data, backbone, seeds and the techniques to compare.</summary>
public sealed record Suite
{
    /// <summary>The name: also the name of the results folder.</summary>
    public required string Name { get; init; }

    /// <summary>One or two sentences for the report; empty for none.</summary>
    public string Description { get; init; } = string.Empty;

    /// <summary>The path of the suite file, as given by the user.</summary>
    public required string File { get; init; }

    /// <summary>Where the images are and how they are split and transformed.</summary>
    public required DataSettings Data { get; init; }

    /// <summary>The name of the backbone, for example <c>resnet34</c>.</summary>
    public required string Backbone { get; init; }

    /// <summary>A path or the name of a known set of weights; null for random initialization.</summary>
    public string? Weights { get; init; }

    /// <summary>The training seeds; every technique is run once with each.</summary>
    public required IReadOnlyList<long> Seeds { get; init; }

    /// <summary>Whether published values were measured on these images.</summary>
    public PublishedImages PublishedImages { get; init; }

    /// <summary>The techniques, in the order of the rows of the table.</summary>
    public required IReadOnlyList<Technique> Techniques { get; init; }
}
