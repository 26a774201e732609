using Harness.Models;
using Harness.Models.Heads;
using Harness.Training.Objectives;
using Harness.Training.Optimizers;
using Harness.Yaml;

namespace Harness.Experiments.Reading;

/// <summary>What one technique file, or the suite's <c>defaults</c>, says; null where it says nothing.</summary>
internal sealed record TechniqueSettings
{
    /// <summary>What is known of a file that could not be read: nothing, and what it leaves out is not to be reported as missing.</summary>
    public static TechniqueSettings Unreadable { get; } = new()
    {
        Initialization = Setting<Initialization>.Broken,
        Head = Setting<HeadSettings>.Broken,
        Loss = Setting<LossSettings>.Broken,
        Optimizer = Setting<OptimizerSettings>.Broken,
        BatchNorm = Setting<BatchNormMode>.Broken,
        Phases = Setting<IReadOnlyList<PhaseDraft>>.Broken,
    };

    /// <summary>The mapping that it was read from; null where there is none.</summary>
    public YamlMapping? Source { get; init; }

    public Setting<string>? Name { get; init; }

    public string? Description { get; init; }

    public PublishedResult? Published { get; init; }

    /// <summary>The file that this one is based on, as written.</summary>
    public Setting<string>? Base { get; init; }

    public Setting<Initialization>? Initialization { get; init; }

    public Setting<HeadSettings>? Head { get; init; }

    public Setting<LossSettings>? Loss { get; init; }

    public Setting<OptimizerSettings>? Optimizer { get; init; }

    public Setting<BatchNormMode>? BatchNorm { get; init; }

    public Setting<IReadOnlyList<PhaseDraft>>? Phases { get; init; }

    /// <summary>These settings, and below them those that they leave out. Name, description, published result and grid are not inherited: they are
    /// another technique's.</summary>
    public TechniqueSettings Over(TechniqueSettings below) => this with
    {
        Initialization = Initialization ?? below.Initialization,
        Head = Head ?? below.Head,
        Loss = Loss ?? below.Loss,
        Optimizer = Optimizer ?? below.Optimizer,
        BatchNorm = BatchNorm ?? below.BatchNorm,
        Phases = Phases ?? below.Phases,
    };
}
