using System.Text.Json.Nodes;
using Harness.Data;
using Harness.Data.Labels;
using Harness.Data.Streams;
using Harness.Diagnostics;
using Harness.Models.Heads;
using Harness.Yaml;
using Harness.Yaml.Blocks;

namespace Harness.Training.Objectives.ZeroShot;

/// <summary>Zero-shot learning: a projection of images into the space of vectors that describe classes, learned on the classes that training sees.</summary>
/// <param name="Temperature">What cosines are divided by.</param>
/// <remarks>
/// An image belongs to the class whose vector has the smallest angle to its projection. Sources: label embedding, "Label-Embedding for Image Classification"
/// (https://arxiv.org/abs/1503.08677), with a softmax of cosines instead of a ranking loss; the metrics are those of "Zero-Shot Learning: A Comprehensive
/// Evaluation of the Good, the Bad and the Ugly" (https://arxiv.org/abs/1707.00600), but with means over images, as everywhere here, not over classes.
/// </remarks>
public sealed record ZeroShotSettings(double Temperature = 0.1) : ObjectiveSettings
{
    private static readonly Argument<ZeroShotSettings, double> TemperatureArgument = new(new NumberForm(NumberRange.Positive), static block => block.Temperature, 0.1)
    {
        Name = "temperature",
        Description = "What cosines are divided by.",
    };

    internal static BlockSpec<ObjectiveSettings> Definition { get; } = new BlockSpec<ObjectiveSettings, ZeroShotSettings>
    {
        Name = "zero_shot",
        Description = "A projection, head.embedding, of images to the vectors of their classes, learned on the classes that training sees; the technique's head, with as many outputs as a vector has numbers. Measured on seen and unseen classes.",
        Takes = [TemperatureArgument],
        Create = static values => new(TemperatureArgument.In(values)),
    };

    internal override IBlockSpec Spec => Definition;

    /// <inheritdoc/>
    public override BatchStream Stream => LabeledImages.Instance;

    /// <inheritdoc/>
    public override bool Classifies => true;

    /// <inheritdoc/>
    public override bool LearnsVectors => true;

    /// <inheritdoc/>
    public override string Measure => "seen and unseen classes";

    /// <inheritdoc/>
    public override IReadOnlyList<HeadDefinition> Heads(HeadSettings head, LabelSpace labels) => [new("embedding", head, labels.Vectors?.Width ?? labels.Classes)];

    internal override void CheckData(DataSettings data, SourceLocation location, bool isComplete, DiagnosticBag errors)
    {
        if (data.Vectors is null)
            errors.Add(location, $"objective '{Kind}' needs vectors of the classes, and the suite has none", "add 'class_vectors: FILE' to its 'data'");
        if (data.Unseen is null)
            errors.Add(location, $"objective '{Kind}' needs classes that training does not see, and the suite names none", "add for example 'unseen: [rose, tulip]' to its 'data'");
    }

    internal override JsonObject Describe(HeadSettings head, LossSettings loss)
    {
        var description = ToJson();
        description["pool"] = head.Pool.ToJson();
        description["layers"] = new JsonArray([.. head.Layers.Select(layer => layer.ToJson())]);
        return description;
    }

    internal override JsonNode DescribeLabels(LabelSpace labels) =>
        new JsonArray([.. labels.Vectors!.Of(labels.ClassNames).Select(vector => new JsonArray([.. vector.Select(value => (JsonNode)value)]))]);

    internal override IObjective Begin(IReadOnlyList<Head> heads, LossSettings loss, LabelSpace labels) => new ZeroShotClassification(heads[0], Temperature, heads[0].parameters().First().device, labels);
}
