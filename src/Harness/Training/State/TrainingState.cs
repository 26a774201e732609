using static TorchSharp.torch;

namespace Harness.Training.State;

/// <summary>All that training has changed so far: with the pretrained weights and the seed it is a whole model and its optimizer.</summary>
/// <remarks>It is what an epoch hands to the next, in memory or through the store. Its holder disposes it.</remarks>
public sealed class TrainingState : IDisposable
{
    /// <summary>Takes ownership of tensors.</summary>
    /// <param name="model">Parameters and buffers by full name (<c>body.bn1.running_mean</c>), contiguous, on the CPU.</param>
    /// <param name="optimizer">What the optimizer remembers, by kind and parameter (<c>exp_avg.head.0.weight</c>), contiguous, on the CPU.</param>
    public TrainingState(IReadOnlyDictionary<string, Tensor> model, IReadOnlyDictionary<string, Tensor> optimizer)
    {
        Model = model;
        Optimizer = optimizer;
    }

    /// <summary>Parameters and buffers that may differ from their initial values, by full name.</summary>
    public IReadOnlyDictionary<string, Tensor> Model { get; }

    /// <summary>What the optimizer remembers about every parameter that has trained so far, by kind and parameter.</summary>
    public IReadOnlyDictionary<string, Tensor> Optimizer { get; }

    /// <summary>The state before the first epoch: nothing has changed.</summary>
    /// <returns>An empty state.</returns>
    public static TrainingState Initial() => new(new Dictionary<string, Tensor>(), new Dictionary<string, Tensor>());

    /// <summary>A copy that shares no memory with this state.</summary>
    /// <returns>The copy; the caller disposes it.</returns>
    public TrainingState Copy() => new(
        TensorCopy.Collect(Model.Select(pair => (pair.Key, TensorCopy.ToCpu(pair.Value)))),
        TensorCopy.Collect(Optimizer.Select(pair => (pair.Key, TensorCopy.ToCpu(pair.Value)))));

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var tensor in Model.Values.Concat(Optimizer.Values)) tensor.Dispose();
    }
}
