using Harness.Data.Labels;
using Harness.Experiments;
using Harness.Models;
using Harness.Models.Backbones;
using Harness.Training.Objectives;
using Harness.Training.Phases;

namespace Harness.Cli.Output;

/// <summary>Prints what the selectors of a suite's techniques match.</summary>
internal static class SelectorPrinter
{
    // Shapes of the last layer depend on the number of classes, which is unknown without images; two are assumed.
    private const int Classes = 2;

    /// <summary>Prints a line per selector, phase by phase.</summary>
    public static void Print(Suite suite)
    {
        Console.WriteLine(FormattableString.Invariant($"Parameters of heads are counted for {Classes} classes."));
        var backbone = BackboneRegistry.Catalog.Describe(suite.Backbone)!;
        foreach (var technique in suite.Techniques)
        {
            Console.WriteLine($"  {technique.Name}");
            foreach (var (index, phase) in technique.Phases.Index())
                Print(phase, index, PhaseAssignment.Of(phase, NetworkParameters.Of(backbone, phase.Objective.Heads(technique.Head, LabelSpace.Of(suite.Data, Classes)))));
        }
    }

    private static void Print(Phase phase, int index, PhaseAssignment assignment)
    {
        var objective = phase.Objective is ClassificationSettings ? string.Empty : $" of {phase.Objective.Kind}";
        Console.WriteLine($"    phase {index + 1}: {phase.Epochs} {(phase.Epochs == 1 ? "epoch" : "epochs")}{objective}, batch norm in {(phase.BatchNorm == BatchNormMode.Eval ? "eval" : "train")} mode");
        foreach (var match in assignment.Matches)
        {
            var rate = match.Rule.LearningRate is { } value ? FormattableString.Invariant($"rate {value:G}{Decay(match.Rule)}{Rank(match.Rule)}") : "frozen";
            Console.WriteLine(FormattableString.Invariant(
                $"      {match.Rule.Selector}: {rate}, {match.DecidedTensorCount} tensors with {match.DecidedParameterCount:N0} parameters"));
        }
    }

    private static string Rank(TrainRule rule) => rule.Rank is { } rank ? FormattableString.Invariant($", added in rank {rank}") : string.Empty;

    private static string Decay(TrainRule rule) =>
        rule.StageDecay == 1 ? string.Empty : FormattableString.Invariant($" in the last stage, times {rule.StageDecay:G} in each before it");
}
