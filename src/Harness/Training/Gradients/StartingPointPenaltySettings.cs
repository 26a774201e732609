using Harness.Libtorch;
using Harness.Models.Parameters;
using Harness.Yaml;
using Harness.Yaml.Blocks;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Harness.Training.Gradients;

/// <summary>L2-SP: draws the backbone towards the weights that it started with, and heads towards 0, by the gradients of
/// α/2·‖w − w₀‖² and β/2·‖v‖².</summary>
/// <remarks>Source: Li, Grandvalet and Davoine 2018, https://arxiv.org/abs/1802.01483. Reported losses do not contain the penalty.</remarks>
/// <param name="Alpha">How strongly the backbone is drawn.</param>
/// <param name="Beta">How strongly heads are drawn.</param>
public sealed record StartingPointPenaltySettings(double Alpha = 0.1, double Beta = 0.01) : GradientRuleSettings
{
    private static readonly Argument<StartingPointPenaltySettings, double> AlphaArgument =
        new(new NumberForm(NumberRange.NotNegative), static block => block.Alpha, 0.1)
        {
            Name = "alpha",
            Description = "How strongly the backbone is drawn towards the weights that it started with.",
        };

    private static readonly Argument<StartingPointPenaltySettings, double> BetaArgument =
        new(new NumberForm(NumberRange.NotNegative), static block => block.Beta, 0.01)
        {
            Name = "beta",
            Description = "How strongly heads are drawn towards 0.",
        };

    internal static BlockSpec<GradientRuleSettings> Definition { get; } = new BlockSpec<GradientRuleSettings, StartingPointPenaltySettings>
    {
        Name = "l2_sp",
        Description = "Draws the backbone towards the weights that it started with, and heads towards 0: the gradients of alpha/2 ‖w − w₀‖² and beta/2 ‖v‖².",
        Example = "l2_sp: { alpha: 0.01 }",
        Takes = [AlphaArgument, BetaArgument],
        Create = static values => new(AlphaArgument.In(values), BetaArgument.In(values)),
    };

    internal override IBlockSpec Spec => Definition;

    internal override IGradientRule Begin(TrainedParameters parameters) => new Rule(parameters, this);

    private sealed class Rule : IGradientRule
    {
        private readonly double _alpha;
        private readonly double _beta;
        private readonly List<(Parameter Parameter, Tensor Start)> _ofBackbone = [];
        private readonly List<Parameter> _ofHeads;

        public Rule(TrainedParameters parameters, StartingPointPenaltySettings settings)
        {
            (_alpha, _beta) = (settings.Alpha, settings.Beta);
            _ofHeads = [.. parameters.All.Where(pair => !ParameterNames.IsOfBackbone(pair.Name)).Select(pair => pair.Parameter)];
            var ofBackbone = parameters.All.Where(pair => ParameterNames.IsOfBackbone(pair.Name)).ToList();
            if (ofBackbone.Count == 0) return;
            var starts = parameters.BackboneAtStart();
            foreach (var (name, parameter) in ofBackbone) _ofBackbone.Add((parameter, starts[name].to(parameter.device).clone().DetachFromDisposeScope()));
            foreach (var tensor in starts.Values) tensor.Dispose();
        }

        public void Apply()
        {
            using var scope = NewDisposeScope();
            foreach (var (parameter, start) in _ofBackbone) parameter.grad?.AddMultiple(parameter - start, _alpha);
            foreach (var parameter in _ofHeads) parameter.grad?.AddMultiple(parameter, _beta);
        }

        public void Dispose() => _ofBackbone.ForEach(pair => pair.Start.Dispose());
    }
}
