using Harness.Diagnostics;
using static TorchSharp.torch;

namespace Harness.Training;

/// <summary>Proves after every epoch that what a technique says is frozen has the very bits it had, and that what trains has moved.</summary>
/// <remarks>A wrong batch norm mode or a parameter that no optimizer knows changes a comparison without any error; this makes it one.</remarks>
internal sealed class FreezeGuard : IDisposable
{
    private readonly ModelPart _part;
    private readonly HashSet<string> _moving;
    private readonly Dictionary<string, Tensor> _before;

    private FreezeGuard(ModelPart part, HashSet<string> moving)
    {
        _part = part;
        _moving = moving;
        _before = TensorCopy.Collect(part.Tensors().Select(pair => (pair.Key, TensorCopy.ToCpu(pair.Value))));
    }

    /// <summary>Remembers every parameter and buffer as they are before an epoch.</summary>
    /// <param name="part">The body or a head.</param>
    /// <param name="trained">The full names of the parameters that will train; names of other parts are passed over.</param>
    /// <param name="statisticsMove">Whether batch norm goes on averaging: that of a body in train mode, that of a head always.</param>
    /// <returns>A guard to ask after the epoch; the caller disposes it.</returns>
    public static FreezeGuard Before(ModelPart part, IReadOnlySet<string> trained, bool statisticsMove) =>
        new(part, statisticsMove ? [.. trained, .. part.Buffers().Keys] : [.. trained]);

    /// <summary>Compares every tensor with what it was.</summary>
    /// <exception cref="HarnessException">A frozen tensor has moved; the message names it.</exception>
    /// <exception cref="TrainingFailedException">One that trains has not; the message names it.</exception>
    public void Verify()
    {
        foreach (var (name, value) in _part.Tensors())
        {
            using var now = TensorCopy.ToCpu(value);
            var moved = !TensorCopy.SameBits(_before[name], now);
            if (moved == _moving.Contains(name)) continue;
            if (!moved) throw StoodStill(name);
            throw new HarnessException(
                $"'{name}' is frozen in this phase but has changed.",
                "This is a defect of the harness: please report it with the technique file. Nothing of this epoch was stored.");
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var tensor in _before.Values) tensor.Dispose();
    }

    // Units that died, or a rate that is too small: that is the technique's own affair, and others train in the same pass.
    private static TrainingFailedException StoodStill(string name) => new(
        $"'{name}' trains in this phase but has not changed by a single bit: its gradient is zero or its learning rate too small for its values",
        isReproducible: true);
}
