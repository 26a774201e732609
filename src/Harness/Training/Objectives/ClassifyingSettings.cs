using System.Text.Json.Nodes;
using Harness.Data.Labels;
using Harness.Models.Heads;

namespace Harness.Training.Objectives;

/// <summary>Objectives that predict the class of every image with the technique's head and loss. They differ in the images that they see.</summary>
public abstract record ClassifyingSettings : ObjectiveSettings
{
    /// <inheritdoc/>
    public override bool Classifies => true;

    /// <inheritdoc/>
    public override bool UsesLoss => true;

    /// <inheritdoc/>
    public override IReadOnlyList<HeadDefinition> Heads(HeadSettings head, LabelSpace labels) => [new(string.Empty, head, labels.Classes)];

    /// <inheritdoc/>
    public override HeadDefinition? ClassifyingHead(HeadSettings head, LabelSpace labels) => Heads(head, labels)[0];

    internal override IObjective Begin(IReadOnlyList<Head> heads, LossSettings loss, LabelSpace labels) => new Classification(heads[0], loss);

    internal override JsonObject Describe(HeadSettings head, LossSettings loss)
    {
        var description = ToJson();
        description["pool"] = head.Pool.ToJson();
        description["layers"] = new JsonArray([.. head.Layers.Select(layer => layer.ToJson())]);
        description["loss"] = loss.ToJson();
        return description;
    }
}
