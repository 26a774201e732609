using Harness.Diagnostics;
using Harness.Models.Parameters.Selectors;
using Harness.Training.Objectives;
using Harness.Training.Phases;
using Harness.Yaml;

namespace Harness.Experiments.Reading;

/// <summary>Reads one phase: <c>{ epochs: 1, objective: classify, batch_norm: eval, train: { selector: rate } }</c>.</summary>
internal static class PhaseReader
{
    public static PhaseDraft Read(YamlNode node, int number, DiagnosticBag errors)
    {
        var before = errors.Count;
        if (Section.Open(node, $"phase {number}", errors) is not { } section) return new PhaseDraft(default, default, default, default, [], IsComplete: false);
        var epochs = ReadEpochs(section.Required("epochs"), errors);
        var batchNorm = Choices.Read(section.Optional("batch_norm"), "batch_norm", Choices.BatchNormModes, errors);
        var objective = BlockReader.Read(section.Optional("objective"), ObjectiveRegistry.All, errors);
        var isComputed = objective is { IsValid: true, Value.IsFitted: true };
        var schedule = isComputed ? default : ScheduleReader.Read(section.Optional("schedule"), epochs, errors);
        var train = isComputed
            ? RefuseTraining(section, objective.Value, epochs, errors)
            : ReadTrain(objective.IsBroken ? section.Optional("train") : section.Required("train"), number, errors);
        section.Close();
        return new PhaseDraft(epochs, objective, batchNorm, schedule, train, IsComplete: errors.Count == before);
    }

    private static List<TrainRule> RefuseTraining(Section section, ObjectiveSettings objective, Parsed<int> epochs, DiagnosticBag errors)
    {
        foreach (var key in (string[])["train", "schedule"])
        {
            if (section.Optional(key) is { } value) errors.Add(value.Location, $"objective '{objective.Kind}' is computed, not trained", $"leave out '{key}'");
        }
        if (epochs is { IsValid: true, Value: > 1 })
            errors.Add(epochs.Location, $"objective '{objective.Kind}' is computed in one epoch; more would give the same", "write epochs: 1");
        return [];
    }

    private static Parsed<int> ReadEpochs(YamlNode? node, DiagnosticBag errors) =>
        Scalars.Integer(node, "epochs", NumberRange.AtLeast(1), errors) is { } epochs ? Parsed<int>.Of(epochs, node!.Location) : Parsed<int>.Broken;

    private static List<TrainRule> ReadTrain(YamlNode? node, int number, DiagnosticBag errors)
    {
        if (node is null) return [];
        if (node is YamlMapping { Entries.Count: > 0 } rules) return [.. rules.Entries.Select(entry => ReadRule(entry, errors)).OfType<TrainRule>()];
        if (node is YamlMapping)
            errors.Add(node.Location, $"nothing trains in phase {number}", "write what does: { head: 1e-3 }");
        else
            errors.Add(node.Location, $"'train' must map parameters to learning rates, not {node.Kind}", "for example { head: 1e-3 }");
        return [];
    }

    private static TrainRule? ReadRule(YamlEntry entry, DiagnosticBag errors)
    {
        if (SelectorParser.Parse(entry.Key.Text, out var problem) is not { } selector)
        {
            errors.Add(entry.Key.Location, $"selector '{entry.Key.Text}' cannot be read: {problem}");
            return null;
        }
        if (entry.Value is YamlScalar { Text: "frozen" }) return new TrainRule(selector, null, entry.Key.Location);
        if (entry.Value is YamlMapping) return ReadLongRule(entry, selector, errors);
        if (ReadRate(entry.Value, selector.Text, errors) is not { } rate) return null;
        return new TrainRule(selector, rate, entry.Key.Location);
    }

    // { rate: 1e-4, decay: 0.7, rank: 8 }
    private static TrainRule? ReadLongRule(YamlEntry entry, Selector selector, DiagnosticBag errors)
    {
        if (Section.Open(entry.Value, selector.Text, errors) is not { } section) return null;
        var rate = Scalars.Number(section.Required("rate"), "rate", NumberRange.Positive, errors);
        var (decayNode, rankNode) = (section.Optional("decay"), section.Optional("rank"));
        var decay = Scalars.Number(decayNode, "decay", NumberRange.Unit.Above(), errors);
        var rank = Scalars.Integer(rankNode, "rank", NumberRange.AtLeast(1), errors);
        section.Close();
        if (rate is null || (decayNode is not null && decay is null) || (rankNode is not null && rank is null)) return null;
        return new TrainRule(selector, rate, entry.Key.Location) { StageDecay = decay ?? 1, Rank = rank };
    }

    private static double? ReadRate(YamlNode value, string selector, DiagnosticBag errors)
    {
        var word = value is YamlScalar { IsPlain: true } scalar ? scalar.Text : string.Empty;
        var rate = Scalars.ParseNumber(word);
        if (rate > 0) return rate;
        if (rate == 0)
            errors.Add(value.Location, $"a learning rate of 0 for '{selector}'", "to keep parameters as they are, write frozen");
        else if (value is YamlScalar { IsPlain: false } quoted)
            errors.Add(value.Location, $"the learning rate of '{selector}' is text in quotes", $"leave out the quotes around {quoted.Text}");
        else
            errors.Add(
                value.Location,
                $"'{selector}' needs a learning rate greater than 0, or frozen, not {value.Kind}.{Suggestion.DidYouMean(word, ["frozen"])}");
        return null;
    }
}
