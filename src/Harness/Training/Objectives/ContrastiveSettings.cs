using Harness.Data.Labels;
using Harness.Data.Streams;
using Harness.Libtorch;
using Harness.Models.Heads;
using Harness.Models.Heads.Layers;
using Harness.Models.Heads.Poolings;
using Harness.Training.Metrics;
using Harness.Yaml;
using Harness.Yaml.Blocks;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Harness.Training.Objectives;

/// <summary>Finds, for each of two draws of an image, the other one among all draws of the batch: pretraining without labels.</summary>
/// <param name="Temperature">What cosines are divided by: the smaller, the more the most similar wrong images count.</param>
/// <param name="Projection">The width of the vectors that are compared.</param>
/// <remarks>Source: SimCLR, "A Simple Framework for Contrastive Learning of Visual Representations" (https://arxiv.org/abs/2002.05709): its loss NT-Xent, and a
/// projection of two layers that is not a part of the backbone.</remarks>
public sealed record ContrastiveSettings(double Temperature = 0.5, int Projection = 128) : ObjectiveSettings
{
    /// <summary>The cross entropy of the other draw among all others.</summary>
    public const string LossName = "contrastive_loss";

    /// <summary>The fraction of the draws whose most similar one shows the same image.</summary>
    public const string AccuracyName = "contrastive_accuracy";

    private const int HiddenFeatures = 512;

    private static readonly Argument<ContrastiveSettings, double> TemperatureArgument =
        new(new NumberForm(NumberRange.Positive), static block => block.Temperature, 0.5)
        {
            Name = "temperature",
            Description = "What cosines are divided by.",
        };

    private static readonly Argument<ContrastiveSettings, int> ProjectionArgument =
        new(new WholeNumberForm(LinearLayer.Widths), static block => block.Projection, 128)
        {
            Name = "projection",
            Description = "The width of the vectors that are compared.",
        };

    internal static BlockSpec<ObjectiveSettings> Definition { get; } = new BlockSpec<ObjectiveSettings, ContrastiveSettings>
    {
        Name = "contrastive",
        Description = "Which of all draws of the training transforms in a batch shows the same image (SimCLR), without looking at classes. Its own head, of two layers, is head.projection.",
        Takes = [TemperatureArgument, ProjectionArgument],
        Create = static values => new(TemperatureArgument.In(values), ProjectionArgument.In(values)),
    };

    internal override IBlockSpec Spec => Definition;

    /// <inheritdoc/>
    public override BatchStream Stream => ImagePairs.Instance;

    /// <inheritdoc/>
    public override bool Classifies => false;

    /// <inheritdoc/>
    public override IReadOnlyList<HeadDefinition> Heads(HeadSettings head, LabelSpace labels) =>
        [new("projection", new HeadSettings { Pool = Pooling.Avg, Layers = [new LinearLayer(HiddenFeatures), new ReluLayer(), new LinearLayer(null)] }, Projection)];

    internal override IObjective Begin(IReadOnlyList<Head> heads, LossSettings loss, LabelSpace labels) => new Epoch(heads[0], Temperature);

    /// <summary>How similar each vector is to every other.</summary>
    /// <param name="vectors">[2N, D].</param>
    /// <param name="temperature">What cosines are divided by.</param>
    /// <returns>[2N, 2N]: logits, with −∞ where a vector would be compared with itself.</returns>
    internal static Tensor Similarities(Tensor vectors, double temperature)
    {
        var unit = functional.normalize(vectors);
        var itself = eye(vectors.shape[0], dtype: ScalarType.Bool, device: vectors.device);
        return unit.matmul(unit.t()).DividedBy(temperature).Exclude(itself);
    }

    private sealed class Epoch(Head head, double temperature) : IObjective
    {
        public Tensor Loss(Tensor features, Tensor targets, RunningMetrics metrics)
        {
            var outputs = Similarities(head.call(features), temperature);
            // The other draw of image i is half a batch further on, or back.
            var count = targets.shape[0];
            var others = TensorNumbers.Indices(count, targets.device).roll(count / 2);
            var loss = functional.cross_entropy(outputs, others);
            metrics.AddMean(LossName, loss, (int)count);
            metrics.AddAccuracy(AccuracyName, outputs, others);
            return loss;
        }

        public void Evaluate(Tensor features, Tensor targets, RunningMetrics metrics) => Loss(features, targets, metrics);
    }
}
