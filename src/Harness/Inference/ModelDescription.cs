using Harness.Data.Transforms;
using Harness.Models.Heads;

namespace Harness.Inference;

/// <summary>Everything besides its weights that is needed to use a trained network: what it is, what it expects and what its outputs mean.</summary>
public sealed record ModelDescription
{
    /// <summary>The name of the backbone.</summary>
    public required string Backbone { get; init; }

    /// <summary>The head on the backbone.</summary>
    public required HeadSettings Head { get; init; }

    /// <summary>The names of the classes, in the order of the outputs.</summary>
    public required IReadOnlyList<string> Classes { get; init; }

    /// <summary>What happens to an image on its way to the network: the transforms of validation.</summary>
    public required IReadOnlyList<TransformSettings> Transforms { get; init; }

    /// <summary>The origin of the network.</summary>
    public required ModelOrigin Origin { get; init; }
}
