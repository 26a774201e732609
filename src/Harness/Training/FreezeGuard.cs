using Harness.Diagnostics;
using Harness.Models.Parameters;
using Harness.Training.State;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Harness.Training;

/// <summary>Verifies after every epoch that what a technique freezes has exactly the bits it had, and that a gradient reaches what trains.</summary>
/// <remarks>
/// A wrong batch norm mode or a parameter that the loss does not depend on changes a comparison without any error; this makes it one. That a
/// parameter got a gradient and yet kept its bits is not a mistake: a small step rounds away on a large value, and units die. It is reported, not refused.
/// </remarks>
internal sealed class FreezeGuard : IDisposable
{
    private readonly ModelPart _part;
    private readonly IReadOnlySet<string> _trained;
    private readonly bool _statisticsMove;
    private readonly Dictionary<string, Tensor> _before;

    private FreezeGuard(ModelPart part, IReadOnlySet<string> trained, bool statisticsMove)
    {
        (_part, _trained, _statisticsMove) = (part, trained, statisticsMove);
        _before = TensorCopy.Collect(_part.Tensors().Select(pair => (pair.Key, TensorCopy.ToCpu(pair.Value))));
    }

    /// <summary>Remembers every parameter and buffer as they are before an epoch.</summary>
    /// <param name="part">The backbone or a head.</param>
    /// <param name="trained">The full names of the parameters that will train; names of other parts are skipped.</param>
    /// <param name="statisticsMove">Whether batch norm continues averaging: that of a backbone in train mode, that of a head always.</param>
    /// <returns>A guard to ask after the epoch; the caller disposes it.</returns>
    public static FreezeGuard Before(ModelPart part, IReadOnlySet<string> trained, bool statisticsMove) => new(part, trained, statisticsMove);

    /// <summary>Compares every tensor with what it was; the gradients of the last step must still be there.</summary>
    /// <returns>The parameters that got a gradient but kept every bit; mostly none.</returns>
    /// <exception cref="HarnessException">A frozen tensor has moved; the message names it.</exception>
    /// <exception cref="TrainingFailedException">No gradient reaches one that trains, or statistics did not change; the message names it.</exception>
    public IReadOnlyList<UnmovedTensor> Verify()
    {
        foreach (var (name, value) in _part.Buffers()) VerifyBuffer(name, value);
        return [.. _part.Parameters().Select(pair => VerifyParameter(pair.Key, pair.Value)).OfType<UnmovedTensor>()];
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var tensor in _before.Values) tensor.Dispose();
    }

    private void VerifyBuffer(string name, Tensor value)
    {
        var moved = HasMoved(name, value);
        var moves = _statisticsMove && ParameterNames.IsStatistic(name);
        if (moved && !moves) throw FrozenMoved(name);
        // The averages themselves come to rest if every batch is the same: after about 190 times, 0.9 of the average and 0.1 of the batch round to the average.
        if (!moved && moves && ParameterNames.IsBatchCount(name))
            throw new TrainingFailedException($"'{name}' keeps counting in this phase but has not changed by a single bit", isReproducible: true);
    }

    private UnmovedTensor? VerifyParameter(string name, Parameter parameter)
    {
        var moved = HasMoved(name, parameter);
        if (!_trained.Contains(name)) return moved ? throw FrozenMoved(name) : null;
        using var gradient = parameter.grad;
        if (gradient is null || gradient.IsInvalid)
            throw new TrainingFailedException($"'{name}' trains in this phase but no gradient reaches it: the loss does not depend on it", isReproducible: true);
        return moved ? null : new(name, parameter.numel(), HasGradient: !IsZero(gradient));
    }

    private bool HasMoved(string name, Tensor value)
    {
        using var now = TensorCopy.ToCpu(value);
        return !TensorCopy.SameBits(_before[name], now);
    }

    // Asked only of what did not change, since on a GPU it waits for the device.
    private static bool IsZero(Tensor gradient)
    {
        using var _ = no_grad();
        using var count = gradient.count_nonzero();
        return count.ToInt64() == 0;
    }

    private static HarnessException FrozenMoved(string name) => new(
        $"'{name}' is frozen in this phase but has changed.",
        "This is a bug in Harness: please report it with the technique file. Nothing of this epoch was stored.");
}
