using Harness.Data.Randomness;
using static TorchSharp.torch;

namespace Harness.Training;

/// <summary>Seeds the global generator, from which dropout draws its masks.</summary>
internal static class DropoutSeed
{
    /// <summary>Seeds before a forward pass of a training step.</summary>
    /// <param name="task">The epoch.</param>
    /// <param name="step">Counted from 0 in the epoch.</param>
    /// <remarks>The masks are keyed by seed, epoch and step, so that they depend neither on what ran before, nor on who else is in the shared epoch,
    /// nor on where a run was resumed.</remarks>
    public static void Set(EpochTask task, int step) =>
        manual_seed(CounterRandom.Create(task.Seed, task.Epoch, step, RandomPurpose.Dropout).NextSeed());
}
