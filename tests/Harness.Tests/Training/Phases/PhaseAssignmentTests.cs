using FsCheck;
using FsCheck.Fluent;
using Harness.Diagnostics;
using Harness.Models;
using Harness.Models.Heads;
using Harness.Models.Parameters;
using Harness.Models.Parameters.Selectors;
using Harness.Tests.Experiments;
using Harness.Training.Phases;

namespace Harness.Tests.Training.Phases;

public sealed class PhaseAssignmentTests
{
    private static readonly string[] Selectors =
        ["body", "head", "body.batchnorm", "body.layer4", "body.layer3..", "body..layer2", "body.layer4.batchnorm", "body.layer*.bn*", "*.bias", "body.layer1.0"];

    private static readonly IReadOnlyList<ParameterDescription> Parameters = NetworkParameters.Of(
        ResNets.Catalog.Describe("resnet18_half")!, HeadSettings.Linear, classCount: 5);

    [Fact]
    public void Of_AnyRules_TheLastThatMatchesDecides()
    {
        var rules = Gen.Elements(Selectors).SelectMany(selector => Gen.Elements<double?>(null, 1e-3, 1e-4, 1e-5).Select(rate => Rule(selector, rate)));
        Prop.ForAll(rules.ListOf().Select(list => list.DistinctBy(rule => rule.Selector).ToList()).ToArbitrary(), LastMatchDecides)
            .Check(Config.QuickThrowOnFailure);
    }

    [Fact]
    public void Of_Groups_GatherRatesInTheOrderOfTheNetwork()
    {
        var groups = Assign(Rule("head", 1e-3), Rule("body.layer4", 1e-4), Rule("body.layer4.0.bn1", null), Rule("body.conv1", 1e-3)).Groups;
        Assert.Equal([1e-3, 1e-4], groups.Select(group => group.LearningRate));
        Assert.Equal(["body.conv1.weight", "head.0.weight", "head.0.bias"], groups[0].Names);
        Assert.Equal(13, groups[1].Names.Count);
        Assert.DoesNotContain("body.layer4.0.bn1.weight", groups[1].Names);
    }

    [Fact]
    public void Of_Matches_CountWhatIsMatchedAndWhatIsDecided()
    {
        var matches = Assign(Rule("body", 1e-4), Rule("body.batchnorm", null), Rule("head", 1e-3)).Matches;
        Assert.Equal([60, 40, 2], matches.Select(match => match.TensorCount));
        Assert.Equal([20, 40, 2], matches.Select(match => match.DecidedTensorCount));
        Assert.Equal([2_798_880L, 4_800L, 1_285L], matches.Select(match => match.ParameterCount));
        Assert.Equal([2_794_080L, 4_800L, 1_285L], matches.Select(match => match.DecidedParameterCount));
    }

    [Fact]
    public void CountTrainable_ManyPhases_CountsEachParameterOnce()
    {
        PhaseAssignment[] assignments = [Assign(Rule("head", 1e-3)), Assign(Rule("head", 1e-4), Rule("body.bn1", 1e-4))];
        Assert.Equal(1_285 + 64, PhaseAssignment.CountTrainable(assignments));
    }

    private static bool LastMatchDecides(List<TrainRule> rules)
    {
        var assignment = Assign([.. rules]);
        return Parameters.Select((parameter, index) => Decide(rules, parameter) == assignment.Parameters[index].LearningRate).All(equal => equal)
            && assignment.Matches.Sum(match => match.DecidedTensorCount) == Parameters.Count(parameter => rules.Exists(rule => IsMatched(rule, parameter)));
    }

    // Written without selectors: what each of the texts means for one parameter, by its name and kind.
    private static double? Decide(List<TrainRule> rules, ParameterDescription parameter) =>
        rules.FindLast(rule => IsMatched(rule, parameter))?.LearningRate;

    private static bool IsMatched(TrainRule rule, ParameterDescription parameter)
    {
        var stage = parameter.Name.Split('.')[1];
        return rule.Selector.Text switch
        {
            "body" => parameter.Name.StartsWith("body.", StringComparison.Ordinal),
            "head" => parameter.Name.StartsWith("head.", StringComparison.Ordinal),
            "body.batchnorm" => parameter.Layer == LayerKind.BatchNorm,
            "body.layer4" => stage == "layer4",
            "body.layer3.." => stage is "layer3" or "layer4",
            "body..layer2" => stage is "conv1" or "bn1" or "layer1" or "layer2",
            "body.layer4.batchnorm" => stage == "layer4" && parameter.Layer == LayerKind.BatchNorm,
            "body.layer*.bn*" => stage.StartsWith("layer", StringComparison.Ordinal) && parameter.Name.Contains(".bn", StringComparison.Ordinal),
            "*.bias" => parameter.Name.EndsWith(".bias", StringComparison.Ordinal),
            _ => parameter.Name.StartsWith("body.layer1.0.", StringComparison.Ordinal),
        };
    }

    private static PhaseAssignment Assign(params TrainRule[] rules) => PhaseAssignment.Of(Phase(rules), Parameters);

    private static Phase Phase(params TrainRule[] rules) => new() { Epochs = 1, Train = rules };

    private static TrainRule Rule(string selector, double? rate) => new(Selector.Parse(selector), rate, new SourceLocation("t.yaml", 1, 1));
}
