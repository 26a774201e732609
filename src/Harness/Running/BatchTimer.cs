using System.Diagnostics;
using Harness.Training;

namespace Harness.Running;

/// <summary>Times the batches of a pass by what the trainer reports after each.</summary>
internal sealed class BatchTimer : IProgress<EpochProgress>
{
    private readonly Stopwatch _watch = Stopwatch.StartNew();
    private readonly List<double> _train = [];
    private readonly List<double> _valid = [];

    /// <summary>The batches that were trained on.</summary>
    public int TrainBatches => _train.Count;

    /// <summary>The batches that were validated.</summary>
    public int ValidBatches => _valid.Count;

    /// <summary>The median seconds from one training batch to the next; 0 where there was one alone.</summary>
    public double TrainBatchSeconds => MedianStep(_train);

    /// <summary>The median seconds from one validation batch to the next; 0 where there was one alone.</summary>
    public double ValidBatchSeconds => MedianStep(_valid);

    /// <inheritdoc/>
    public void Report(EpochProgress value) => (value.Validating ? _valid : _train).Add(_watch.Elapsed.TotalSeconds);

    private static double MedianStep(List<double> times)
    {
        if (times.Count < 2) return 0;
        var steps = times.Skip(1).Zip(times, (later, earlier) => later - earlier).Order().ToList();
        return (steps[(steps.Count - 1) / 2] + steps[steps.Count / 2]) / 2;
    }
}
