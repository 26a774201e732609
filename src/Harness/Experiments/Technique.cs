using System.Text.Json.Serialization;
using Harness.Diagnostics;
using Harness.Models;
using Harness.Models.Heads;
using Harness.Results;
using Harness.Training.Gradients;
using Harness.Training.Monitoring;
using Harness.Training.Objectives;
using Harness.Training.Optimizers;
using Harness.Training.Phases;
using Harness.Training.Schedules;

namespace Harness.Experiments;

/// <summary>One way of reusing a pretrained network, as read from a technique file.</summary>
public sealed record Technique
{
    /// <summary>The name: the row of the table. Unique in its suite.</summary>
    public required string Name { get; init; }

    /// <summary>Which variant of a grid it is; null for a technique whose file has no grid.</summary>
    public GridVariant? Variant { get; init; }

    /// <summary>Where the name is.</summary>
    public required SourceLocation Location { get; init; }

    /// <summary>One or two sentences on what the technique does and which reading of its source it follows; empty for none.</summary>
    public string Description { get; init; } = string.Empty;

    /// <summary>What its source reports; null for nothing.</summary>
    public PublishedResult? Published { get; init; }

    /// <summary>The weights that the backbone starts with.</summary>
    public Initialization Initialization { get; init; } = Initialization.Pretrained;

    /// <summary>The head on the backbone.</summary>
    public required HeadSettings Head { get; init; }

    /// <summary>What training minimizes.</summary>
    public LossSettings Loss { get; init; } = new CrossEntropyLoss();

    /// <summary>The optimizer, one instance through all phases.</summary>
    public required OptimizerSettings Optimizer { get; init; }

    /// <summary>What happens to the gradients of every step before the optimizer takes it, in this order.</summary>
    public IReadOnlyList<GradientRuleSettings> Gradients { get; init; } = [];

    /// <summary>What trains when, in at least one phase.</summary>
    public required IReadOnlyList<Phase> Phases { get; init; }

    /// <summary>How the learning rates move from the first phase to the last; constant where each phase has its own schedule.</summary>
    public ScheduleSettings Schedule { get; init; } = new ConstantScheduleSettings();

    /// <summary>How much of the moving average of the weights each step keeps, at least 0 and below 1; null if the network is the weights themselves.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public double? WeightAverage { get; init; }

    /// <summary>When a training ends before its last epoch; null for never.</summary>
    public EarlyStopping? EarlyStopping { get; init; }

    /// <summary>Which epoch's network is kept.</summary>
    public KeepRule Keep { get; init; } = KeepRule.Last;

    /// <summary>Chooses the epoch whose network is kept.</summary>
    /// <param name="epochs">The epochs of a training, in order; at least one.</param>
    /// <returns>A place in the list.</returns>
    public int ChooseKept(IReadOnlyList<EpochResult> epochs) => Choose(Keep, epochs);

    /// <summary>Chooses an epoch by a rule, of those that are measured on the same images as the last one.</summary>
    /// <param name="rule">The rule.</param>
    /// <param name="epochs">The epochs of a training, in order; at least one.</param>
    /// <returns>A place in the list.</returns>
    public int Choose(KeepRule rule, IReadOnlyList<EpochResult> epochs)
    {
        var last = MeasureOf(epochs.Count - 1);
        return rule.Choose(epochs, place => MeasureOf(place) == last);
    }

    private string? MeasureOf(int epoch)
    {
        var end = 0;
        return Phases.FirstOrDefault(phase => epoch < (end += phase.Epochs))?.Objective.Measure;
    }
}

/// <summary>One of the techniques that a file with a <c>grid</c> stands for.</summary>
/// <param name="Grid">The name that the file gives to all of them.</param>
/// <param name="Label">What distinguishes this one from the others; the technique's name is <c>Grid [Label]</c>.</param>
public sealed record GridVariant(string Grid, string Label);
