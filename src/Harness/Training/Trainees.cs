using static TorchSharp.torch;

namespace Harness.Training;

/// <summary>The techniques of a pass, those that go on and those that fell out. What befalls one does not befall the others.</summary>
/// <remarks>Whoever falls out is freed at once, and whoever is finished before the next is: five large heads need not fit into memory twice.</remarks>
internal sealed class Trainees : IDisposable
{
    private readonly Device _device;
    private readonly Trainee?[] _going;
    private readonly TrainingFailedException?[] _failures;
    private double _secondsOfTheFallen;

    private Trainees(int count, Device device) =>
        (_device, _going, _failures) = (device, new Trainee?[count], new TrainingFailedException?[count]);

    /// <summary>Those that go on, in the order of the pass.</summary>
    public IEnumerable<Trainee> Going => _going.OfType<Trainee>();

    /// <summary>The seconds that single techniques took, also those that fell out.</summary>
    public double OwnSeconds => _secondsOfTheFallen + Going.Sum(trainee => trainee.OwnSeconds);

    /// <summary>Builds the techniques of a pass, as far as they can be built.</summary>
    /// <param name="count">How many there are.</param>
    /// <param name="device">Where they train, for messages.</param>
    /// <param name="build">Builds one.</param>
    /// <returns>The techniques; the caller disposes them.</returns>
    public static Trainees Build(int count, Device device, Func<int, Trainee> build)
    {
        var trainees = new Trainees(count, device);
        try
        {
            for (var i = 0; i < count; i++) (trainees._going[i], trainees._failures[i]) = Attempt.Make(device, () => build(i));
            return trainees;
        }
        catch
        {
            trainees.Dispose();
            throw;
        }
    }

    /// <summary>Does something with each that goes on; for whom it fails falls out.</summary>
    /// <param name="action">What to do.</param>
    public void Each(Action<Trainee> action)
    {
        for (var i = 0; i < _going.Length; i++)
        {
            if (_going[i] is { } trainee && Attempt.Run(_device, () => action(trainee)) is { } failure) Drop(i, failure);
        }
    }

    /// <summary>Lets all that go on fall out, for what befell the body that they have in common.</summary>
    /// <param name="failure">What befell it.</param>
    public void DropAll(TrainingFailedException failure)
    {
        for (var i = 0; i < _going.Length; i++)
        {
            if (_going[i] is not null) Drop(i, failure);
        }
    }

    /// <summary>Takes the outcomes one by one: a technique is freed, and its outcome handed on, before the next outcome is made.</summary>
    /// <param name="finish">Makes the outcome of one that goes on.</param>
    /// <param name="receive">Told the place in the pass and the outcome, which is its own from then on.</param>
    public void HandOver(Func<Trainee, EpochOutcome> finish, Action<int, TraineeOutcome> receive)
    {
        for (var i = 0; i < _going.Length; i++)
        {
            var outcome = _going[i] is { } trainee ? Finish(trainee, finish) : new(null, _failures[i]);
            _going[i]?.Dispose();
            _going[i] = null;
            receive(i, outcome);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var trainee in Going) trainee.Dispose();
        Array.Clear(_going);
    }

    private TraineeOutcome Finish(Trainee trainee, Func<Trainee, EpochOutcome> finish)
    {
        var (epoch, failure) = Attempt.Make(_device, () => finish(trainee));
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
