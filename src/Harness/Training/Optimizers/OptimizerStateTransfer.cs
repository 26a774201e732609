using Harness.Training.State;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Harness.Training.Optimizers;

/// <summary>Moves what an optimizer remembers of each parameter (moments, steps) from one optimizer to the next, by the parameter's name.</summary>
/// <remarks>
/// One optimizer lives through all phases of a technique, but its groups change from phase to phase. So every epoch gets a fresh optimizer with
/// the memory of its predecessor, which equals one instance that was never replaced: a parameter without memory starts where a new one would.
/// TorchSharp's own serialization refuses the channels-last moments of convolutions, hence the fields of its state types are used.
/// </remarks>
internal static class OptimizerStateTransfer
{
    /// <summary>Gives an optimizer the memory of its predecessor.</summary>
    /// <param name="optimizer">A fresh optimizer.</param>
    /// <param name="names">The full names of its parameters, in the order of its groups.</param>
    /// <param name="memory">The memory by kind and parameter; parameters that it lacks start afresh.</param>
    public static void Restore(OptimizerHelper optimizer, IReadOnlyList<string> names, IReadOnlyDictionary<string, Tensor> memory)
    {
        using var _ = no_grad();
        var states = optimizer.state_dict().State;
        for (var i = 0; i < names.Count; i++) Restore(states[i], names[i], memory);
    }

    /// <summary>The memory after an epoch: that of the parameters that trained, and that of those that trained before as it was.</summary>
    /// <param name="optimizer">The optimizer after its last step; null where nothing trained.</param>
    /// <param name="names">The full names of its parameters, in the order of its groups.</param>
    /// <param name="before">The memory from before the epoch.</param>
    /// <returns>New tensors, contiguous and on the CPU.</returns>
    public static Dictionary<string, Tensor> Capture(
        OptimizerHelper? optimizer, IReadOnlyList<string> names, IReadOnlyDictionary<string, Tensor> before) =>
        TensorCopy.Collect(Copies(optimizer, names, before));

    private static IEnumerable<(string Name, Tensor Copy)> Copies(
        OptimizerHelper? optimizer, IReadOnlyList<string> names, IReadOnlyDictionary<string, Tensor> before)
    {
        var remembered = new HashSet<string>();
        var states = optimizer?.state_dict().State ?? [];
        for (var i = 0; i < names.Count; i++)
        {
            foreach (var (kind, tensor) in Parts(states[i]))
            {
                var name = $"{kind}.{names[i]}";
                remembered.Add(name);
                yield return (name, tensor);
            }
        }
        foreach (var (name, tensor) in before)
        {
            if (!remembered.Contains(name)) yield return (name, TensorCopy.ToCpu(tensor));
        }
    }

    private static void Restore(OptimizerState state, string name, IReadOnlyDictionary<string, Tensor> memory)
    {
        switch (state)
        {
            case Adam.State adam when memory.TryGetValue($"step.{name}", out var step):
                adam.step = step.item<long>();
                adam.exp_avg.copy_(memory[$"exp_avg.{name}"]);
                adam.exp_avg_sq.copy_(memory[$"exp_avg_sq.{name}"]);
                break;
            case AdamW.State adamW when memory.TryGetValue($"step.{name}", out var step):
                adamW.step = step.item<long>();
                adamW.exp_avg.copy_(memory[$"exp_avg.{name}"]);
                adamW.exp_avg_sq.copy_(memory[$"exp_avg_sq.{name}"]);
                break;
            case SGD.State sgd when memory.TryGetValue($"momentum_buffer.{name}", out var buffer):
                sgd.momentum_buffer = TensorCopy.Detached(buffer);
                break;
        }
    }

    private static IEnumerable<(string Kind, Tensor Value)> Parts(OptimizerState state) => state switch
    {
        Adam.State adam => Moments(adam.step, adam.exp_avg, adam.exp_avg_sq),
        AdamW.State adamW => Moments(adamW.step, adamW.exp_avg, adamW.exp_avg_sq),
        SGD.State { momentum_buffer: { } buffer } => [("momentum_buffer", TensorCopy.ToCpu(buffer))],
        _ => [],
    };

    private static IEnumerable<(string Kind, Tensor Value)> Moments(long step, Tensor mean, Tensor square)
    {
        yield return ("step", tensor(step).DetachFromDisposeScope());
        yield return ("exp_avg", TensorCopy.ToCpu(mean));
        yield return ("exp_avg_sq", TensorCopy.ToCpu(square));
    }
}
