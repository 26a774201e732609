using Harness.Data.Labels;
using Harness.Data.Streams;
using Harness.Models.Heads;
using Harness.Models.Heads.Layers;

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

    /// <summary>The pooling of the technique's head, and nothing after it.</summary>
    public override IReadOnlyList<HeadDefinition> Heads(HeadSettings head, LabelSpace labels) => [new("features", head with { Layers = [] }, labels.Classes)];

    /// <summary>Whether the classifier is a linear layer on the pooled features, which can be kept and used as any other head.</summary>
    private protected virtual bool IsLinear => true;

    /// <inheritdoc/>
    public override HeadDefinition? ClassifyingHead(HeadSettings head, LabelSpace labels) =>
        IsLinear ? new(FittedClassifier.HeadName, head with { Layers = [new LinearLayer(null)] }, labels.Classes) : null;

    /// <inheritdoc/>
    internal override System.Text.Json.Nodes.JsonObject Describe(HeadSettings head, LossSettings loss)
    {
        var description = ToJson();
        description["pool"] = head.Pool.ToJson();
        return description;
    }
}
