using Harness.Libtorch;
using Harness.Yaml;
using Harness.Yaml.Blocks;
using static TorchSharp.torch;

namespace Harness.Training.Gradients;

/// <summary>Scales the gradients of a step down where their common norm is above a limit: PyTorch's <c>clip_grad_norm_</c>.</summary>
/// <remarks>Source: Pascanu and others 2013, https://arxiv.org/abs/1211.5063.</remarks>
/// <param name="Maximum">The maximum Euclidean norm of all gradients taken together; greater than 0.</param>
public sealed record ClipNormSettings(double Maximum) : GradientRuleSettings
{
    // As in PyTorch: a norm of 0 must not be divided by.
    private const double Epsilon = 1e-6;

    private static readonly Argument<ClipNormSettings, double> MaximumArgument = new(new NumberForm(NumberRange.Positive), static block => block.Maximum)
    {
        Name = "maximum",
        Description = "The maximum Euclidean norm of all gradients of a step taken together.",
    };

    internal static BlockSpec<GradientRuleSettings> Definition { get; } = new BlockSpec<GradientRuleSettings, ClipNormSettings>
    {
        Name = "clip_norm",
        Description = "Scales the gradients of a step down where their common norm is above a limit, like PyTorch's clip_grad_norm_.",
        Example = "clip_norm: 1.0",
        Takes = [MaximumArgument],
        Shorthand = MaximumArgument,
        TakesMapping = false,
        Create = static values => new(MaximumArgument.In(values)),
    };

    internal override IBlockSpec Spec => Definition;

    internal override IGradientRule Begin(TrainedParameters parameters) => new Rule(parameters, Maximum);

    private sealed class Rule(TrainedParameters parameters, double maximum) : IGradientRule
    {
        public void Apply()
        {
            using var scope = NewDisposeScope();
            var norm = stack([.. parameters.Gradients().Select(gradient => gradient.norm())]).norm();
            var factor = norm.Plus(Epsilon).reciprocal().Times(maximum).AtMost(1);
            // Those of thin matrices are multiples of the whole weight's.
            foreach (var gradient in parameters.All.Select(pair => pair.Parameter.grad).OfType<Tensor>()) gradient.mul_(factor);
        }
    }
}
