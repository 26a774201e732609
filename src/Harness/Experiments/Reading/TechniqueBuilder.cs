using Harness.Diagnostics;
using Harness.Models;
using Harness.Models.Heads.Layers;
using Harness.Training.Monitoring;
using Harness.Training.Objectives;
using Harness.Training.Phases;
using Harness.Training.Schedules;
using Harness.Yaml;

namespace Harness.Experiments.Reading;

/// <summary>Makes a technique out of everything that it says and inherits.</summary>
internal static class TechniqueBuilder
{
    /// <summary>Builds the technique; null after reporting, or where something of it has been reported already.</summary>
    /// <param name="settings">Its settings, with the inherited ones.</param>
    /// <param name="file">The start of its file, where to report if it has no name. Settings from this file are the technique's own, others inherited.</param>
    /// <param name="isVariant">Whether it is a variant of the file's grid. What the variants share may be of no use to one of them, as if it were inherited.</param>
    /// <param name="errors">Where to report.</param>
    public static Technique? Build(TechniqueSettings settings, SourceLocation file, bool isVariant, DiagnosticBag errors)
    {
        var before = errors.Count;
        var (who, where) = settings.Name.IsValid ? ($"technique '{settings.Name.Value}'", settings.Name.Location) : ("the technique", file);
        CheckPresent(settings.Head, "head", "head: { pool: avg, layers: [linear] }", who, where, errors);
        CheckPresent(settings.Optimizer, "optimizer", "optimizer: adam", who, where, errors);
        CheckPresent(settings.Phases, "phases", "phases: [{ epochs: 2, train: { head: 1e-3 } }]", who, where, errors);
        if (!isVariant) CheckUnused(settings, file, errors);
        CheckLoss(settings, errors);
        CheckLastObjective(settings, errors);
        CheckFittedPhases(settings, errors);
        CheckSchedule(settings, errors);
        var usable = settings is
        {
            Name.IsValid: true, Head.IsValid: true, Optimizer.IsValid: true, Phases.IsValid: true, Loss.IsBroken: false,
            Gradients.IsBroken: false, WeightAverage.IsBroken: false, BatchNorm.IsBroken: false, Initialization.IsBroken: false, Schedule.IsBroken: false, EarlyStopping.IsBroken: false, Keep.IsBroken: false,
        } && settings.Phases.Value.All(phase => phase.IsComplete);
        return errors.Count > before || !usable ? null : Make(settings);
    }

    private static Technique Make(TechniqueSettings settings) => new()
    {
        Name = settings.Name.Value,
        Location = settings.Name.Location,
        Description = settings.Description ?? string.Empty,
        Published = settings.Published,
        Initialization = settings.Initialization.ValueOr(Initialization.Pretrained),
        Head = settings.Head.Value,
        Loss = settings.Loss.ValueOr(new CrossEntropyLoss()),
        Optimizer = settings.Optimizer.Value,
        Gradients = settings.Gradients.ValueOr([]),
        WeightAverage = settings.WeightAverage.ValueOr(null),
        Phases = [.. settings.Phases.Value.Select(phase => new Phase
        {
            Epochs = phase.Epochs.Value,
            Objective = phase.Objective.ValueOr(new ClassificationSettings()),
            BatchNorm = BatchNormOf(phase, settings),
            Schedule = phase.Schedule.ValueOr(new ConstantScheduleSettings()),
            Train = phase.Train,
        })],
        Schedule = settings.Schedule.ValueOr(new ConstantScheduleSettings()),
        EarlyStopping = settings.EarlyStopping.ValueOr(null),
        Keep = settings.Keep.ValueOr(KeepRule.Last),
    };

    private static void CheckPresent<T>(Parsed<T> setting, string key, string example, string who, SourceLocation where, DiagnosticBag errors)
    {
        if (!setting.IsAbsent) return;
        errors.Add(where, $"{who} has no '{key}', and neither its base nor the suite's defaults give one", $"add for example '{example}'");
    }

    // What is computed from features needs a backbone that does not change.
    private static BatchNormMode BatchNormOf(PhaseDraft phase, TechniqueSettings settings) => phase.Objective is { IsValid: true, Value.IsFitted: true }
        ? BatchNormMode.Eval
        : phase.BatchNorm.Over(settings.BatchNorm).ValueOr(BatchNormMode.Train);

    private static void CheckFittedPhases(TechniqueSettings settings, DiagnosticBag errors)
    {
        if (!settings.Phases.IsValid) return;
        foreach (var phase in settings.Phases.Value.Where(phase => phase.Objective is { IsValid: true, Value.IsFitted: true }))
        {
            if (phase.BatchNorm is { IsValid: true, Value: BatchNormMode.Train })
                errors.Add(phase.BatchNorm.Location, $"objective '{phase.Objective.Value.Kind}' needs batch norm in eval mode", "leave out 'batch_norm' in this phase");
        }
    }

    private static void CheckLastObjective(TechniqueSettings settings, DiagnosticBag errors)
    {
        if (settings.Phases is not { IsValid: true } phases || phases.Value[^1].Objective is not { IsValid: true } last || last.Value.Classifies) return;
        errors.Add(
            last.Location, $"the last phase learns '{last.Value.Kind}', which gives no class accuracy to compare techniques by",
            "add a phase that classifies, for example - { epochs: 2, train: { head: 1e-3 } }");
    }

    private static void CheckSchedule(TechniqueSettings settings, DiagnosticBag errors)
    {
        if (settings is not { Schedule.IsValid: true, Phases.IsValid: true } || settings.Schedule.Value is ConstantScheduleSettings) return;
        var location = settings.Schedule.Location;
        foreach (var phase in settings.Phases.Value.Where(phase => phase.Schedule.IsValid))
            errors.Add(
                phase.Schedule.Location, "this phase has a schedule, and so has the technique, whose schedule spans all phases",
                $"the technique's is at {location}: keep one of them, or write 'schedule: constant' beside the phases");
        if (!settings.Phases.Value.All(phase => phase.Epochs.IsValid)) return;
        if (settings.Schedule.Value.ProblemIn(settings.Phases.Value.Sum(phase => phase.Epochs.Value), "all phases") is { } problem) errors.Add(location, problem.Message);
    }

    // Inherited settings may well be of no use to one of the techniques that inherit them.
    private static void CheckUnused(TechniqueSettings settings, SourceLocation file, DiagnosticBag errors)
    {
        if (Objectives(settings) is not { Count: > 0 } objectives) return;
        if (IsOwn(settings.Schedule, file) && settings.Schedule.Value is not ConstantScheduleSettings && objectives.TrueForAll(objective => objective.IsFitted))
            errors.Add(settings.Schedule.Location, "'schedule' changes nothing: no phase trains", "leave it out");
        if (!IsOwn(settings.Loss, file) || objectives.Exists(objective => objective.UsesLoss)) return;
        var names = objectives.Select(objective => objective.Kind).Distinct().ToList();
        errors.Add(
            settings.Loss.Location, $"'loss' changes nothing: {string.Join(", ", names.Select(name => $"'{name}'"))} {(names.Count == 1 ? "has a loss of its own, or none" : "have losses of their own, or none")}",
            "leave it out");
    }

    private static void CheckLoss(TechniqueSettings settings, DiagnosticBag errors)
    {
        if (settings.Head is not { IsValid: true } head || settings.Loss.IsBroken) return;
        var objectives = Objectives(settings);
        var isUsed = objectives.Count == 0 || objectives.Exists(objective => objective.UsesLoss);
        var givesLogarithms = head.Value.Layers[^1] is LogSoftmaxLayer;
        var takesLogarithms = settings.Loss is { IsValid: true, Value.TakesLogProbabilities: true };
        if (isUsed && takesLogarithms && !givesLogarithms)
            errors.Add(settings.Loss.Location, "loss 'nll' needs a head that ends in 'log_softmax'", $"the head ends at {head.Location}");
        if (givesLogarithms && objectives.Find(objective => objective.LearnsVectors) is { } vectors)
            errors.Add(head.Location, $"objective '{vectors.Kind}' learns vectors, and no head that ends in 'log_softmax' gives them", "leave 'log_softmax' out");
        else if (givesLogarithms && !takesLogarithms)
            errors.Add(head.Location, "'log_softmax' belongs to 'loss: nll'; cross_entropy takes the softmax itself");
    }

    // What the phases learn; none where that cannot be told of all.
    private static List<ObjectiveSettings> Objectives(TechniqueSettings settings) =>
        !settings.Phases.IsValid || settings.Phases.Value.Any(phase => phase.Objective.IsBroken || !phase.IsComplete)
            ? []
            : [.. settings.Phases.Value.Select(phase => phase.Objective.ValueOr(new ClassificationSettings()))];

    // Whether it is in the technique's file, not in its base or the suite's defaults.
    private static bool IsOwn<T>(Parsed<T> setting, SourceLocation file) => setting.IsValid && setting.Location.File == file.File;
}
