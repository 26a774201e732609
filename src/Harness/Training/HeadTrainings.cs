using static TorchSharp.torch;

namespace Harness.Training;

/// <summary>The techniques of a shared epoch, those that continue and those that failed. The failure of one does not affect the others.</summary>
/// <remarks>A technique that fails is freed at once, and each one that finishes before the next does: five large heads need not fit into memory twice.</remarks>
internal sealed class HeadTrainings : IDisposable
{
    private readonly Device _device;
    private readonly HeadTraining?[] _going;
    private readonly TrainingFailedException?[] _failures;
    private double _secondsOfTheFallen;

    private HeadTrainings(int count, Device device) =>
        (_device, _going, _failures) = (device, new HeadTraining?[count], new TrainingFailedException?[count]);

    /// <summary>Those that continue, in the order of the shared epoch.</summary>
    public IEnumerable<HeadTraining> Going => _going.OfType<HeadTraining>();

    /// <summary>The seconds that single techniques took, also those that fell out.</summary>
    public double OwnSeconds => _secondsOfTheFallen + Going.Sum(head => head.OwnSeconds);

    /// <summary>Builds the techniques of a shared epoch; those that cannot be built fall out.</summary>
    /// <param name="count">How many there are.</param>
    /// <param name="device">Where they train, for messages.</param>
    /// <param name="build">Builds one.</param>
    /// <returns>The techniques; the caller disposes them.</returns>
    public static HeadTrainings Build(int count, Device device, Func<int, HeadTraining> build)
    {
        var heads = new HeadTrainings(count, device);
        try
        {
            for (var i = 0; i < count; i++) (heads._going[i], heads._failures[i]) = FailureBoundary.Make(device, () => build(i));
            return heads;
        }
        catch
        {
            heads.Dispose();
            throw;
        }
    }

    /// <summary>Does something with each that continues; those for which it fails fall out.</summary>
    /// <param name="action">What to do.</param>
    public void Each(Action<HeadTraining> action)
    {
        for (var i = 0; i < _going.Length; i++)
        {
            if (_going[i] is { } head && FailureBoundary.Run(_device, () => action(head)) is { } failure) Drop(i, failure);
        }
    }

    /// <summary>Lets all that continue fall out, because their common backbone failed.</summary>
    /// <param name="failure">The failure.</param>
    public void DropAll(TrainingFailedException failure)
    {
        for (var i = 0; i < _going.Length; i++)
        {
            if (_going[i] is not null) Drop(i, failure);
        }
    }

    /// <summary>Takes the outcomes one by one: a technique is freed, and its outcome passed on, before the next outcome is made.</summary>
    /// <param name="finish">Makes the outcome of one that continues, from its place in the shared epoch and itself.</param>
    /// <param name="receive">Notified of the place in the shared epoch and the outcome, which is its own from then on.</param>
    public void HandOver(Func<int, HeadTraining, EpochOutcome> finish, Action<int, HeadOutcome> receive)
    {
        for (var i = 0; i < _going.Length; i++)
        {
            var outcome = _going[i] is { } head ? Finish(i, head, finish) : new(null, _failures[i]);
            _going[i]?.Dispose();
            _going[i] = null;
            receive(i, outcome);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var head in Going) head.Dispose();
        Array.Clear(_going);
    }

    private HeadOutcome Finish(int place, HeadTraining head, Func<int, HeadTraining, EpochOutcome> finish)
    {
        var (epoch, failure) = FailureBoundary.Make(_device, () => finish(place, head));
        return new(epoch, failure);
    }

    private void Drop(int index, TrainingFailedException failure)
    {
        _failures[index] = failure;
        _secondsOfTheFallen += _going[index]!.OwnSeconds;
        _going[index]!.Dispose();
        _going[index] = null;
    }
}
