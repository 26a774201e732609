using Harness.Data;
using Harness.Models.Backbones;
using Harness.Training.Objectives;
using Harness.Yaml;

namespace Harness.Experiments.Reading;

/// <summary>Checks what the phases of a technique learn against the data and the backbone of its suite.</summary>
internal static class ObjectiveChecker
{
    /// <summary>Checks all phases.</summary>
    /// <param name="phases">The phases.</param>
    /// <param name="data">The data.</param>
    /// <param name="isComplete">Whether the data are for training; otherwise the command line may still give what the files do not.</param>
    /// <param name="errors">Where to report.</param>
    public static void Check(IReadOnlyList<PhaseDraft> phases, DataSettings data, bool isComplete, DiagnosticBag errors)
    {
        foreach (var objective in phases.Select(phase => phase.Objective).Where(objective => objective.IsValid))
            objective.Value.CheckData(data, objective.Location, isComplete, errors);
        CheckLast(phases[^1], data, errors);
    }

    /// <summary>Checks all phases against the backbone.</summary>
    /// <param name="phases">The phases.</param>
    /// <param name="backbone">The backbone.</param>
    /// <param name="data">The data; null if they are not known.</param>
    /// <param name="errors">Where to report.</param>
    public static void CheckBackbone(IReadOnlyList<PhaseDraft> phases, BackboneDescription backbone, DataSettings? data, DiagnosticBag errors)
    {
        foreach (var objective in phases.Select(phase => phase.Objective).Where(objective => objective.IsValid))
            objective.Value.CheckBackbone(backbone, data, objective.Location, errors);
    }

    // Rows that are measured on other images cannot be compared.
    private static void CheckLast(PhaseDraft last, DataSettings data, DiagnosticBag errors)
    {
        if (data.Target is not { } target || last.Objective.IsBroken || !last.IsComplete) return;
        var objective = last.Objective.ValueOr(new ClassificationSettings());
        if (!objective.Classifies || objective.Stream.SeesTarget) return;
        errors.Add(
            last.Objective.IsValid ? last.Objective.Location : last.Epochs.Location,
            $"the last phase learns '{objective.Kind}', which is measured on the source, and the suite has a target domain (at {target.Location})",
            "use an objective that is measured on the target: source_only learns the same");
    }
}
