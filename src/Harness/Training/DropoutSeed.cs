using Harness.Data.Randomness;
using TorchSharp;
using static TorchSharp.torch;

namespace Harness.Training;

/// <summary>Seeds the global generators, from which dropout and stochastic depth draw their masks.</summary>
internal static class DropoutSeed
{
    /// <summary>Seeds before a forward pass of a training step.</summary>
    /// <param name="task">The epoch.</param>
    /// <param name="step">Counted from 0 in the epoch.</param>
    /// <param name="device">Where the step is computed.</param>
    /// <remarks>The masks are keyed by seed, epoch and step, so that they depend neither on what ran before, nor on who else is in the shared epoch,
    /// nor on where a run was resumed.</remarks>
    public static void Set(EpochTask task, int step, DeviceType device)
    {
        var seed = CounterRandom.Create(task.Seed, task.Epoch, step, RandomPurpose.Dropout).NextSeed();
        manual_seed(seed);
        // Unlike PyTorch's, TorchSharp's manual_seed only reaches the CPU's generator. All GPUs, since the current one need not be the one that trains.
        if (device == DeviceType.CUDA) cuda.manual_seed_all(seed);
    }
}
