using System.Text.Json.Serialization;
using Harness.Data.Transforms;
using Harness.Models;
using Harness.Models.Heads;

namespace Harness.Inference;

/// <summary>The trained networks of a results folder: <c>models.json</c>. The networks themselves are in the store of finished epochs.</summary>
public sealed record ModelListing
{
    /// <summary>The suite.</summary>
    public required string Suite { get; init; }

    /// <summary>The store of finished epochs, relative to the results folder where one path leads to the other.</summary>
    public required string Store { get; init; }

    /// <summary>The name of the backbone.</summary>
    public required string Backbone { get; init; }

    /// <summary>The weights that training began with; null for random ones.</summary>
    public ListedWeights? Weights { get; init; }

    /// <summary>The hash of the manifest.</summary>
    public required string Manifest { get; init; }

    /// <summary>The transforms of validation.</summary>
    public required IReadOnlyList<TransformSettings> Transforms { get; init; }

    /// <summary>The networks: one for every technique and seed that was finished, in the order of the table.</summary>
    public required IReadOnlyList<ListedModel> Models { get; init; }

    /// <summary>Techniques without a network that can classify an image.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<UnlistedTechnique>? Without { get; init; }

    /// <summary>The names of the classes, in the order of the outputs.</summary>
    public required IReadOnlyList<string> Classes { get; init; }
}

/// <summary>The weights that a training began with.</summary>
/// <param name="Source">A published name, or the file, relative to the results folder where one path leads to the other.</param>
/// <param name="Sha256">The hash of the file.</param>
public sealed record ListedWeights(string Source, string Sha256);

/// <summary>A technique without a network that can classify an image.</summary>
/// <param name="Technique">Its name.</param>
/// <param name="Reason">Why, as a sentence.</param>
public sealed record UnlistedTechnique(string Technique, string Reason);

/// <summary>One network.</summary>
public sealed record ListedModel
{
    /// <summary>The technique.</summary>
    public required string Technique { get; init; }

    /// <summary>The name of the technique's file without its ending, another name for it; null if that is not known.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? TechniqueFile { get; init; }

    /// <summary>The training seed.</summary>
    public required long Seed { get; init; }

    /// <summary>The kept epoch, counted from 1.</summary>
    public required int Epoch { get; init; }

    /// <summary>Its key in the store.</summary>
    public required string Key { get; init; }

    /// <summary>The weights that the backbone started with.</summary>
    public required Initialization Initialization { get; init; }

    /// <summary>The address of the backbone's weights: two equal ones are the same bits.</summary>
    public required string BackboneAddress { get; init; }

    /// <summary>The head on the backbone.</summary>
    public required HeadSettings Head { get; init; }

    /// <summary>The name that the head has among the heads of its objective; empty if it needs none.</summary>
    public required string HeadName { get; init; }

    /// <summary>Its accuracy on the validation images, 0…1.</summary>
    public required double ValidAccuracy { get; init; }
}
