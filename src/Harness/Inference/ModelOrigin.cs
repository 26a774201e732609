namespace Harness.Inference;

/// <summary>The origin of a trained network.</summary>
public sealed record ModelOrigin
{
    /// <summary>The suite.</summary>
    public required string Suite { get; init; }

    /// <summary>The technique.</summary>
    public required string Technique { get; init; }

    /// <summary>The training seed.</summary>
    public required long Seed { get; init; }

    /// <summary>After which epoch the network was taken, counted from 1.</summary>
    public required int Epoch { get; init; }

    /// <summary>Its accuracy on the validation images, 0…1.</summary>
    public required double ValidAccuracy { get; init; }

    /// <summary>The hash of the manifest: of the images, their classes and their split.</summary>
    public required string ManifestHash { get; init; }

    /// <summary>The SHA-256 of the weights that the training began with; null for random ones.</summary>
    public string? WeightsHash { get; init; }
}
