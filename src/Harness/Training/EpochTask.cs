using Harness.Data.Labels;
using Harness.Models;
using Harness.Models.Heads;
using Harness.Training.Gradients;
using Harness.Training.Objectives;
using Harness.Training.Optimizers;
using Harness.Training.Phases;
using Harness.Training.Schedules;

namespace Harness.Training;

/// <summary>One epoch of one technique with one seed: everything that decides its result but the state it starts from.</summary>
/// <param name="Heads">The heads of the phase's objective.</param>
/// <param name="Loss">What is minimized.</param>
/// <param name="Optimizer">The optimizer.</param>
/// <param name="Phase">The phase of the epoch: what is learned, and what batch norm does.</param>
/// <param name="Assignment">What the phase does to every parameter of the network: which train, at which rates.</param>
/// <param name="Seed">The training seed.</param>
/// <param name="Epoch">Counted from 0 over all phases.</param>
/// <param name="PhaseEpoch">Counted from 0 in its phase.</param>
/// <param name="Initialization">The weights that the backbone started with.</param>
public sealed record EpochTask(
    IReadOnlyList<HeadDefinition> Heads,
    LossSettings Loss,
    OptimizerSettings Optimizer,
    Phase Phase,
    PhaseAssignment Assignment,
    long Seed,
    int Epoch,
    int PhaseEpoch = 0,
    Initialization Initialization = Initialization.Pretrained)
{
    /// <summary>What happens to the gradients of every step before the optimizer takes it, in this order.</summary>
    public IReadOnlyList<GradientRuleSettings> Gradients { get; init; } = [];

    /// <summary>How much of the moving average of the weights stays at a step; null if the network is the weights themselves.</summary>
    public double? WeightAverage { get; init; }

    /// <summary>How the learning rates move: by the schedule of the phase, unless one of the technique spans all phases.</summary>
    public ScheduleSpan Schedule { get => field ?? new(Phase.Schedule, PhaseEpoch, Phase.Epochs); init; }

    /// <summary>What can be learned from the images.</summary>
    public LabelSpace Labels { get; init; } = new(0);
}
