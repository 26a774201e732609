using Harness.Experiments;
using Harness.Models.Backbones;
using Harness.Models;
using Harness.Training.Phases;

namespace Harness.Cli.Output;

/// <summary>Prints what the selectors of a suite's techniques match.</summary>
internal static class SelectorPrinter
{
    // Shapes of the last layer depend on the classes, which a suite without images does not know; two stand for them.
    private const int ClassCount = 2;

    /// <summary>Prints a line per selector, phase by phase.</summary>
    public static void Print(Suite suite)
    {
        var backbone = BackboneRegistry.Catalog.Describe(suite.Backbone)!;
        foreach (var technique in suite.Techniques)
        {
            Console.WriteLine($"  {technique.Name}");
            var parameters = NetworkParameters.Of(backbone, technique.Head, ClassCount);
            for (var i = 0; i < technique.Phases.Count; i++) Print(technique.Phases[i], i, PhaseAssignment.Of(technique.Phases[i], parameters));
        }
    }

    private static void Print(Phase phase, int index, PhaseAssignment assignment)
    {
        Console.WriteLine($"    phase {index + 1}: {phase.Epochs} {(phase.Epochs == 1 ? "epoch" : "epochs")}, batch norm in {(phase.BatchNorm == BatchNormMode.Eval ? "eval" : "train")} mode");
        foreach (var match in assignment.Matches)
        {
            var rate = match.Rule.LearningRate is { } value ? FormattableString.Invariant($"rate {value:G}") : "frozen";
            Console.WriteLine(FormattableString.Invariant(
                $"      {match.Rule.Selector}: {rate}, {match.DecidedTensorCount} tensors with {match.DecidedParameterCount:N0} parameters"));
        }
    }
}
