using System.Diagnostics;
using Harness.Training;
using MathNet.Numerics.Statistics;

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

    // Of the later half: the images of the first batches were read ahead while the pass was built.
    private static double MedianStep(List<double> times)
    {
        var steps = times.Skip(1).Zip(times, (later, earlier) => later - earlier).ToList();
        return steps.Count == 0 ? 0 : steps.Skip(steps.Count / 2).Median();
    }
}
