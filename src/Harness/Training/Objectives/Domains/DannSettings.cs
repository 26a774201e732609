using Harness.Data.Labels;
using Harness.Libtorch;
using Harness.Models.Heads;
using Harness.Models.Heads.Layers;
using Harness.Training.Metrics;
using Harness.Yaml;
using Harness.Yaml.Blocks;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Harness.Training.Objectives.Domains;

/// <summary>Domain-adversarial training: a second head learns to tell the domains apart, and the backbone learns, through reversed gradients, to make that impossible.</summary>
/// <param name="Weight">The factor of the reversed gradient at the end of its schedule.</param>
/// <param name="Gamma">How fast the factor rises: weight · (2 / (1 + exp(−gamma · p)) − 1), where p is the finished fraction of the phase.</param>
/// <param name="Hidden">The width of the hidden layer of the head that tells the domains apart.</param>
/// <remarks>Source: "Domain-Adversarial Training of Neural Networks" (https://arxiv.org/abs/1505.07818), with its schedule of the factor (section 5.2.2).</remarks>
public sealed record DannSettings(double Weight = 1, double Gamma = 10, int Hidden = 256) : AdaptationSettings(Weight)
{
    /// <summary>The cross entropy of the two domains.</summary>
    public const string LossName = "domain_loss";

    /// <summary>The fraction of the images whose domain is right: a half where the domains cannot be told apart.</summary>
    public const string AccuracyName = "domain_accuracy";

    private const int Domains = 2;

    private static readonly Argument<DannSettings, double> WeightArgument = new(WeightForm, static block => block.Weight, 1)
    {
        Name = "weight",
        Description = "The factor of the reversed gradient at the end of its schedule.",
    };

    private static readonly Argument<DannSettings, double> GammaArgument = new(new NumberForm(NumberRange.Positive), static block => block.Gamma, 10)
    {
        Name = "gamma",
        Description = "How fast the factor rises from 0: weight times 2 / (1 + exp(-gamma p)) - 1, where p is the finished fraction of the phase.",
    };

    private static readonly Argument<DannSettings, int> HiddenArgument = new(new WholeNumberForm(LinearLayer.Widths), static block => block.Hidden, 256)
    {
        Name = "hidden",
        Description = "The width of the hidden layer of the head that tells the domains apart.",
    };

    internal static BlockSpec<ObjectiveSettings> Definition { get; } = new BlockSpec<ObjectiveSettings, DannSettings>
    {
        Name = "dann",
        Description = "The class of the source's images, on features in which its own head, head.domain, cannot tell the target's images from the source's (gradient reversal). Validation is on the target.",
        Takes = [WeightArgument, GammaArgument, HiddenArgument],
        Create = static values => new(WeightArgument.In(values), GammaArgument.In(values), HiddenArgument.In(values)),
    };

    internal override IBlockSpec Spec => Definition;

    /// <inheritdoc/>
    public override bool FollowsProgress => true;

    internal override IObjective Begin(IReadOnlyList<Head> heads, LossSettings loss, LabelSpace labels) => new Epoch(heads[0], heads[1], loss, this);

    private protected override HeadDefinition AlignmentHead(HeadSettings head) =>
        new("domain", head with { Layers = [new LinearLayer(Hidden), new ReluLayer(), new LinearLayer(null)] }, Domains);

    /// <summary>The factor of the reversed gradient.</summary>
    /// <param name="progress">The finished fraction of the phase, 0…1.</param>
    /// <returns>From 0 to almost <see cref="AdaptationSettings.Weight"/>.</returns>
    internal double FactorAt(double progress) => Weight * ((2 / (1 + Math.Exp(-Gamma * progress))) - 1);

    /// <summary>Gives features on unchanged and their gradients back with the opposite sign, times a factor.</summary>
    /// <param name="features">Any shape.</param>
    /// <param name="factor">At least 0.</param>
    /// <returns>The same values, up to the last bits.</returns>
    internal static Tensor ReverseGradient(Tensor features, double factor) => features.detach().Times(1 + factor) - features.Times(factor);

    private sealed class Epoch(Head classifier, Head domain, LossSettings loss, DannSettings settings) : Adaptation(classifier, loss)
    {
        private double _factor;

        public override void BeginStep(double progress) => _factor = settings.FactorAt(progress);

        protected override Tensor Alignment(Tensor source, Tensor target, RunningMetrics metrics)
        {
            var count = source.shape[0];
            var outputs = domain.call(ReverseGradient(cat([source, target], 0), _factor));
            var domains = TensorNumbers.Indices(Domains, source.device).repeat_interleave(count);
            var value = functional.cross_entropy(outputs, domains);
            metrics.AddMean(LossName, value, (int)(Domains * count));
            metrics.AddAccuracy(AccuracyName, outputs, domains);
            return value;
        }
    }
}
