using Harness.Models;
using Harness.Models.Heads;
using Harness.Training.Gradients;
using Harness.Training.Monitoring;
using Harness.Training.Objectives;
using Harness.Training.Optimizers;
using Harness.Training.Schedules;
using Harness.Yaml;

namespace Harness.Experiments.Reading;

/// <summary>The settings in one technique file, or in the suite's <c>defaults</c>.</summary>
internal sealed record TechniqueSettings
{
    /// <summary>The settings of a file that could not be read: none, and what it leaves out must not be reported as missing.</summary>
    public static TechniqueSettings Unreadable { get; } = new()
    {
        Initialization = Parsed<Initialization>.Broken,
        Head = Parsed<HeadSettings>.Broken,
        Loss = Parsed<LossSettings>.Broken,
        Optimizer = Parsed<OptimizerSettings>.Broken,
        Gradients = Parsed<IReadOnlyList<GradientRuleSettings>>.Broken,
        WeightAverage = Parsed<double?>.Broken,
        BatchNorm = Parsed<BatchNormMode>.Broken,
        Phases = Parsed<IReadOnlyList<PhaseDraft>>.Broken,
        Schedule = Parsed<ScheduleSettings>.Broken,
        EarlyStopping = Parsed<EarlyStopping?>.Broken,
        Keep = Parsed<KeepRule>.Broken,
    };

    /// <summary>The mapping that it was read from; null if there is none.</summary>
    public YamlMapping? Source { get; init; }

    public Parsed<string> Name { get; init; }

    public string? Description { get; init; }

    public PublishedResult? Published { get; init; }

    /// <summary>The file that this one is based on, as written.</summary>
    public Parsed<string> Base { get; init; }

    public Parsed<Initialization> Initialization { get; init; }

    public Parsed<HeadSettings> Head { get; init; }

    public Parsed<LossSettings> Loss { get; init; }

    public Parsed<OptimizerSettings> Optimizer { get; init; }

    public Parsed<IReadOnlyList<GradientRuleSettings>> Gradients { get; init; }

    /// <summary>The value null stands for the word <c>none</c>.</summary>
    public Parsed<double?> WeightAverage { get; init; }

    public Parsed<BatchNormMode> BatchNorm { get; init; }

    public Parsed<IReadOnlyList<PhaseDraft>> Phases { get; init; }

    /// <summary>The schedule that spans all phases.</summary>
    public Parsed<ScheduleSettings> Schedule { get; init; }

    /// <summary>The value null stands for the word <c>none</c>.</summary>
    public Parsed<EarlyStopping?> EarlyStopping { get; init; }

    public Parsed<KeepRule> Keep { get; init; }

    /// <summary>These settings, and below them those that they leave out. Name, description, published result and grid are not inherited: they are
    /// another technique's.</summary>
    public TechniqueSettings Over(TechniqueSettings below) => this with
    {
        Initialization = Initialization.Over(below.Initialization),
        Head = Head.Over(below.Head),
        Loss = Loss.Over(below.Loss),
        Optimizer = Optimizer.Over(below.Optimizer),
        Gradients = Gradients.Over(below.Gradients),
        WeightAverage = WeightAverage.Over(below.WeightAverage),
        BatchNorm = BatchNorm.Over(below.BatchNorm),
        Phases = Phases.Over(below.Phases),
        Schedule = Schedule.Over(below.Schedule),
        EarlyStopping = EarlyStopping.Over(below.EarlyStopping),
        Keep = Keep.Over(below.Keep),
    };
}
