using Harness.Models;
using Harness.Training.Objectives;
using Harness.Training.Phases;
using Harness.Training.Schedules;
using Harness.Yaml;

namespace Harness.Experiments.Reading;

/// <summary>Reads <c>phases</c>.</summary>
internal static class PhaseListReader
{
    // Each is an epoch of the plan, with a state in the store.
    private const int MaximumEpochs = 10_000;

    public static Parsed<IReadOnlyList<PhaseDraft>> Read(YamlNode? node, DiagnosticBag errors)
    {
        if (node is null) return default;
        if (node is not YamlSequence { Items.Count: > 0 } sequence)
        {
            errors.Add(
                node.Location, $"'phases' must be a list of phases, not {node.Kind}",
                "begin each phase with '- ': - { epochs: 2, train: { head: 1e-3 } }");
            return Parsed<IReadOnlyList<PhaseDraft>>.Broken;
        }
        var phases = sequence.Items.Select((item, index) => PhaseReader.Read(item, index + 1, errors)).ToList();
        if (phases.Sum(phase => (long)phase.Epochs.ValueOr(0)) <= MaximumEpochs) return Parsed<IReadOnlyList<PhaseDraft>>.Of(phases, node.Location);
        errors.Add(node.Location, "the phases have more than 10,000 epochs together");
        return Parsed<IReadOnlyList<PhaseDraft>>.Broken;
    }
}

/// <summary>A phase before its inherited values are known. An incomplete one has been reported; its lines that could be read are here,
/// so that what is wrong with them is reported too.</summary>
internal sealed record PhaseDraft(
    Parsed<int> Epochs,
    Parsed<ObjectiveSettings> Objective,
    Parsed<BatchNormMode> BatchNorm,
    Parsed<ScheduleSettings> Schedule,
    IReadOnlyList<TrainRule> Train,
    bool IsComplete);
