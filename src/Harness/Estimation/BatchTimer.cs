using System.Diagnostics;
using Harness.Training;

namespace Harness.Estimation;

/// <summary>Times the batches of a shared epoch by what the trainer reports after each.</summary>
internal sealed class BatchTimer : IProgress<EpochProgress>
{
    private readonly Stopwatch _watch = Stopwatch.StartNew();
    private readonly List<double> _train = [];
    private readonly List<double> _valid = [];

    /// <summary>The batches that were trained on.</summary>
    public int TrainBatches => _train.Count;

    /// <summary>The batches that were validated.</summary>
    public int ValidBatches => _valid.Count;

    /// <summary>The mean seconds from one training batch to the next, of the later half; 0 if there was one alone.</summary>
    public double TrainBatchSeconds => Step(_train);

    /// <summary>The mean seconds from one validation batch to the next, of the later half; 0 if there was one alone.</summary>
    public double ValidBatchSeconds => Step(_valid);

    /// <inheritdoc/>
    public void Report(EpochProgress value) => (value.Validating ? _valid : _train).Add(_watch.Elapsed.TotalSeconds);

    // For the later half: the images of the first batches were read ahead while the shared epoch was built. Now and then a step is slow, as in a run.
    private static double Step(List<double> times)
    {
        if (times.Count < 2) return 0;
        var first = (times.Count - 1) / 2;
        return (times[^1] - times[first]) / (times.Count - 1 - first);
    }
}
