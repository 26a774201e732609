using Harness.Data.Labels;
using Harness.Data.Streams;
using Harness.Models.Heads;

namespace Harness.Training.Objectives.Fitted;

/// <summary>Classifiers that are computed from the features of all training images instead of being trained: exact, and the same with every seed.</summary>
/// <remarks>The backbone is frozen with its batch norm in evaluation mode, and sees the training images as validation would.</remarks>
public abstract record FittedSettings : ObjectiveSettings
{
    /// <inheritdoc/>
    public override BatchStream Stream => StillImages.Instance;

    /// <inheritdoc/>
    public override bool Classifies => true;

    /// <inheritdoc/>
    public override bool IsFitted => true;

    /// <summary>The pooling of the technique's head, and nothing behind it.</summary>
    public override IReadOnlyList<HeadDefinition> Heads(HeadSettings head, LabelSpace labels) => [new("features", head with { Layers = [] }, labels.Classes)];

    /// <inheritdoc/>
    internal override System.Text.Json.Nodes.JsonObject Describe(HeadSettings head, LossSettings loss)
    {
        var description = ToJson();
        description["pool"] = head.Pool.ToJson();
        return description;
    }
}
