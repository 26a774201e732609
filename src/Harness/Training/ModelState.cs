using Harness.Diagnostics;
using Harness.Models;
using static TorchSharp.torch;

namespace Harness.Training;

/// <summary>Applies a <see cref="TrainingState"/> to a fresh model and takes it from a trained one.</summary>
internal static class ModelState
{
    /// <summary>All parameters and buffers by full name.</summary>
    /// <param name="model">The model.</param>
    /// <returns>The live tensors, not copies.</returns>
    public static Dictionary<string, Tensor> Tensors(TransferModel model)
    {
        var tensors = model.named_buffers().ToDictionary(pair => pair.name, pair => pair.buffer);
        foreach (var (name, parameter) in model.named_parameters()) tensors.Add(name, parameter);
        return tensors;
    }

    /// <summary>The full names of all buffers: the running statistics of batch norm.</summary>
    /// <param name="model">The model.</param>
    /// <returns>The names.</returns>
    public static HashSet<string> BufferNames(TransferModel model) => model.named_buffers().Select(pair => pair.name).ToHashSet();

    /// <summary>Overwrites the parameters and buffers that have changed since initialisation.</summary>
    /// <param name="model">A model as its weights and seed made it.</param>
    /// <param name="changed">By full name.</param>
    /// <exception cref="HarnessException">The state is of another model.</exception>
    public static void Apply(TransferModel model, IReadOnlyDictionary<string, Tensor> changed)
    {
        using var _ = no_grad();
        var tensors = Tensors(model);
        foreach (var (name, value) in changed)
        {
            if (!tensors.TryGetValue(name, out var target) || !target.shape.SequenceEqual(value.shape))
                throw new HarnessException($"The stored state holds '{name}', which this model does not have in that shape.");
            target.copy_(value);
        }
    }

    /// <summary>Copies what may differ from the initial values: what has ever trained, all of the head, and running statistics.</summary>
    /// <param name="model">The trained model.</param>
    /// <param name="trained">The full names of the parameters that trained in this epoch.</param>
    /// <param name="before">What had changed before this epoch.</param>
    /// <returns>New tensors by full name, contiguous and on the CPU.</returns>
    public static Dictionary<string, Tensor> Capture(
        TransferModel model, IReadOnlySet<string> trained, IReadOnlyDictionary<string, Tensor> before)
    {
        var buffers = BufferNames(model);
        return Tensors(model)
            .Where(pair => trained.Contains(pair.Key) || before.ContainsKey(pair.Key) || buffers.Contains(pair.Key) || IsOfHead(pair.Key))
            .ToDictionary(pair => pair.Key, pair => TensorCopy.ToCpu(pair.Value));
    }

    /// <summary>Whether a tensor belongs to the head.</summary>
    /// <param name="name">Its full name.</param>
    /// <returns>Whether it does.</returns>
    public static bool IsOfHead(string name) => name.StartsWith("head.", StringComparison.Ordinal);
}
