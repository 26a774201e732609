using Harness.Experiments;

namespace Harness.Training;

/// <summary>One epoch of one technique with one seed: everything that decides its result but the state it starts from.</summary>
/// <param name="Head">What stands on the body.</param>
/// <param name="Loss">What is minimised.</param>
/// <param name="Optimizer">The optimizer.</param>
/// <param name="Phase">What trains, at which rates; what batch norm does.</param>
/// <param name="Seed">The training seed.</param>
/// <param name="Epoch">Counted from 0 over all phases.</param>
/// <param name="PhaseEpoch">Counted from 0 in its phase: where the phase's schedule is.</param>
/// <param name="Body">With which weights the body began.</param>
public sealed record EpochTask(
    HeadSettings Head,
    LossSettings Loss,
    OptimizerSettings Optimizer,
    Phase Phase,
    long Seed,
    int Epoch,
    int PhaseEpoch = 0,
    BodyStart Body = BodyStart.Pretrained);
