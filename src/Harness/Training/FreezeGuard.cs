using Harness.Diagnostics;
using Harness.Experiments;
using Harness.Models;
using static TorchSharp.torch;

namespace Harness.Training;

/// <summary>Proves after every epoch that what a technique says is frozen has the very bits it had, and that what trains has moved.</summary>
/// <remarks>A wrong batch norm mode or a parameter that no optimizer knows changes a comparison without any error; this makes it one.</remarks>
internal sealed class FreezeGuard : IDisposable
{
    private readonly TransferModel _model;
    private readonly IReadOnlySet<string> _trained;
    private readonly BatchNormMode _batchNorm;
    private readonly HashSet<string> _buffers;
    private readonly Dictionary<string, Tensor> _before;

    private FreezeGuard(TransferModel model, IReadOnlySet<string> trained, BatchNormMode batchNorm)
    {
        _model = model;
        _trained = trained;
        _batchNorm = batchNorm;
        _buffers = ModelState.BufferNames(model);
        _before = ModelState.Tensors(model).ToDictionary(pair => pair.Key, pair => TensorCopy.ToCpu(pair.Value));
    }

    /// <summary>Remembers every parameter and buffer as they are before an epoch.</summary>
    /// <param name="model">The model.</param>
    /// <param name="trained">The full names of the parameters that will train.</param>
    /// <param name="batchNorm">What the body's batch norm layers will do.</param>
    /// <returns>A guard to ask after the epoch; the caller disposes it.</returns>
    public static FreezeGuard Before(TransferModel model, IReadOnlySet<string> trained, BatchNormMode batchNorm) =>
        new(model, trained, batchNorm);

    /// <summary>Compares every tensor with what it was.</summary>
    /// <exception cref="HarnessException">A frozen tensor has moved or one that trains has not; the message names it.</exception>
    public void Verify()
    {
        foreach (var (name, value) in ModelState.Tensors(_model))
        {
            using var now = TensorCopy.ToCpu(value);
            var moved = !TensorCopy.SameBits(_before[name], now);
            if (moved == ShouldMove(name)) continue;
            throw new HarnessException(
                moved
                    ? $"'{name}' is frozen in this phase but has changed."
                    : $"'{name}' trains in this phase but has not changed by a single bit.",
                moved
                    ? "This is a defect of the harness: please report it with the technique file. Nothing of this epoch was stored."
                    : "Its gradient is zero or its learning rate too small for its values: check the selectors and rates of the technique. Nothing of this epoch was stored.");
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var tensor in _before.Values) tensor.Dispose();
    }

    // Buffers are the running statistics of batch norm: the body's move in train mode, a head's always.
    private bool ShouldMove(string name) =>
        _trained.Contains(name)
        || (_buffers.Contains(name) && (ModelState.IsOfHead(name) || _batchNorm == BatchNormMode.Train));
}
