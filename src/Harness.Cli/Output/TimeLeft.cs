using System.Diagnostics;
using Harness.Planning;
using Harness.Training;

namespace Harness.Cli.Output;

/// <summary>Estimates how long a run will still take, from the planned work and the speed so far.</summary>
internal sealed class TimeLeft
{
    private readonly Stopwatch _watch = Stopwatch.StartNew();
    private readonly Stopwatch _partWatch = new();
    private double _work;
    private double _finished;
    private double _current;
    private bool _validating;
    private int _partStart;
    private SharedEpoch? _sharedEpoch;

    /// <summary>Begins now.</summary>
    /// <param name="toRun">The shared epochs to run.</param>
    public TimeLeft(IReadOnlyList<SharedEpoch> toRun) => _work = toRun.Sum(sharedEpoch => sharedEpoch.Work);

    /// <summary>For a run with nothing to do.</summary>
    public static TimeLeft Nothing => new([]);

    /// <summary>The part of the work that is done, 0…1.</summary>
    public double Fraction => _work == 0 ? 1 : Math.Min(1, (_finished + _current) / _work);

    /// <summary>Images per second in the current part of the current epoch.</summary>
    public double ImagesPerSecond { get; private set; }

    /// <summary>A shared epoch begins.</summary>
    public void Begin(SharedEpoch sharedEpoch)
    {
        Finish();
        _sharedEpoch = sharedEpoch;
    }

    /// <summary>A shared epoch will not be run.</summary>
    public void Skip(SharedEpoch sharedEpoch)
    {
        Finish();
        _work -= sharedEpoch.Work;
    }

    /// <summary>Updates the progress of a shared epoch.</summary>
    public void Update(SharedEpoch sharedEpoch, EpochProgress progress)
    {
        if (progress.Validating != _validating || !_partWatch.IsRunning)
        {
            _validating = progress.Validating;
            _partWatch.Restart();
            ImagesPerSecond = 0;
            _partStart = progress.ImagesDone;
        }
        else if (_partWatch.Elapsed.TotalSeconds > 0)
        {
            ImagesPerSecond = (progress.ImagesDone - _partStart) / _partWatch.Elapsed.TotalSeconds;
        }
        var part = (double)progress.ImagesDone / Math.Max(1, progress.ImagesTotal);
        _current = progress.Validating ? sharedEpoch.TrainWork + part : part * sharedEpoch.TrainWork;
    }

    /// <summary>The shared epoch that began last is over; may be called more than once.</summary>
    public void Finish()
    {
        if (_sharedEpoch is not null) _finished += _sharedEpoch.Work;
        _sharedEpoch = null;
        _current = 0;
        _partWatch.Reset();
    }

    /// <summary>The time left in words.</summary>
    /// <returns><c>12:34</c> or <c>1:02:03</c>; question marks until an estimate is possible.</returns>
    public override string ToString()
    {
        if (Fraction < 0.005) return "?:??";
        var left = TimeSpan.FromSeconds(_watch.Elapsed.TotalSeconds * (1 - Fraction) / Fraction);
        return left.TotalHours >= 1 ? $"{(int)left.TotalHours}:{left:mm\\:ss}" : $"{left:m\\:ss}";
    }
}
