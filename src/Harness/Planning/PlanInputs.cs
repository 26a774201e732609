using Harness.Data.Labels;
using Harness.Models.Backbones;

namespace Harness.Planning;

/// <summary>What the epochs of a suite depend on besides the suite itself.</summary>
public sealed record PlanInputs
{
    /// <summary>The hash of the images and their split.</summary>
    public required string ManifestHash { get; init; }

    /// <summary>The SHA-256 of the weights file, followed by where the weights are in the file, if it holds several; null for random initialization.</summary>
    public required string? WeightsHash { get; init; }

    /// <summary>The properties of the machine that can change the bits.</summary>
    public required Numerics Numerics { get; init; }

    /// <summary>The backbone.</summary>
    public required BackboneDescription Backbone { get; init; }

    /// <summary>Whether the run's setting for Winograd's algorithm can make a difference; on which processors it does is left out, as all else about their type.</summary>
    public bool ChoosesWinograd => Backbone.HasWinograd && Numerics.Device == "cpu";

    /// <summary>What can be learned from the images.</summary>
    public required LabelSpace Labels { get; init; }

    /// <summary>The hash of the images of the target domain and their split; null for no target.</summary>
    public string? TargetHash { get; init; }

    /// <summary>Whether techniques share common beginnings.</summary>
    public bool Share { get; init; } = true;

    /// <summary>Batches per epoch in a dry run; null for all.</summary>
    public int? BatchLimit { get; init; }
}
