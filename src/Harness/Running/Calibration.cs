using System.Diagnostics;
using Harness.Data;
using Harness.Data.Images;
using Harness.Planning;
using Harness.Training;

namespace Harness.Running;

/// <summary>Runs a few batches of every kind of pass that is missing, and estimates from them what the whole run takes. Nothing is stored.</summary>
internal sealed class Calibration
{
    // Of a minute; what is not measured by then is taken from what was, by the ratios of StageCost.
    private static readonly TimeSpan Budget = TimeSpan.FromSeconds(40);

    // The first batches of a pass build, load and warm up; the medians of the others are taken.
    private const int Batches = 7;

    private readonly SuiteSession _session;
    private readonly ImagePipeline _images;
    private readonly DecodedImageCache _cache;
    private readonly Trainer _trainer;
    private readonly int _runBatchLimit;
    private readonly Stopwatch _watch = Stopwatch.StartNew();

    /// <summary>Prepares a calibration.</summary>
    /// <param name="session">The suite.</param>
    /// <param name="images">Its images.</param>
    /// <param name="cache">The cache that the images use.</param>
    /// <param name="trainer">A trainer that ends each part of a pass after <see cref="BatchLimit"/> batches.</param>
    /// <param name="runBatchLimit">The most batches that the run itself makes of a part of a pass; null for all.</param>
    public Calibration(SuiteSession session, ImagePipeline images, DecodedImageCache cache, Trainer trainer, int? runBatchLimit)
    {
        (_session, _images, _cache, _trainer) = (session, images, cache, trainer);
        _runBatchLimit = runBatchLimit ?? int.MaxValue;
    }

    /// <summary>The batches of each part of a pass that the trainer is to run at most.</summary>
    public static int BatchLimit => Batches;

    /// <summary>Measures and estimates.</summary>
    /// <param name="toRun">The passes with those of their stages that are missing, in order; at least one.</param>
    /// <param name="cancellation">Stops between two batches.</param>
    /// <returns>The estimate.</returns>
    public SuiteEstimate Run(IReadOnlyList<Pass> toRun, CancellationToken cancellation)
    {
        var decode = MeasureDecoding(toRun[0], cancellation);
        Measure(toRun[0], cancellation);

        var measured = new Dictionary<string, PassMeasurement>();
        var reference = toRun[0];
        foreach (var pass in toRun.DistinctBy(PassKind.Of))
        {
            var isInTime = measured.Count == 0 || _watch.Elapsed < Budget;
            measured.Add(PassKind.Of(pass), isInTime ? Measure(pass, cancellation) : Scale(measured[PassKind.Of(reference)], reference, pass));
        }
        var images = new ImageCost(
            Math.Min(_images.TrainBatchCount, _runBatchLimit), Math.Min(_images.ValidBatchCount, _runBatchLimit), decode, CachedPart());
        return new Estimator(_session.Plan, measured, images).Of(toRun, PeakBytes(toRun));
    }

    // The seconds that decoding adds to a batch: the first time less the second, when all is in memory.
    private double MeasureDecoding(Pass pass, CancellationToken cancellation)
    {
        double Time()
        {
            var began = _watch.Elapsed;
            var count = 0;
            foreach (var batch in _images.TrainBatches(pass.Seed, pass.Epoch, cancellation).Take(Batches))
            {
                batch.Dispose();
                count++;
            }
            return (_watch.Elapsed - began).TotalSeconds / Math.Max(1, count);
        }

        return Math.Max(0, Time() - Time());
    }

    private PassMeasurement Measure(Pass pass, CancellationToken cancellation)
    {
        var task = new PassTask([.. pass.Stages.Select(stage => stage.Task)], pass.Body.Trains, string.Empty, IsValidatedAgain: false);
        var starts = pass.Stages.Select(_ => TrainingState.Initial()).ToList();
        var timer = new BatchTimer();
        var began = _watch.Elapsed;
        var outcomes = _trainer.Run(task, starts, timer, cancellation);
        var wall = (_watch.Elapsed - began).TotalSeconds;
        foreach (var outcome in outcomes) outcome.Epoch?.State.Dispose();

        var overhead = wall - (timer.TrainBatches * timer.TrainBatchSeconds) - (timer.ValidBatches * timer.ValidBatchSeconds);
        return new(Math.Max(0, overhead), timer.TrainBatchSeconds, timer.ValidBatchSeconds, AloneShares(outcomes));
    }

    private static List<double> AloneShares(IReadOnlyList<TraineeOutcome> outcomes)
    {
        var whole = outcomes.Sum(outcome => outcome.Epoch?.Result.SpentSeconds ?? 0);
        return [.. outcomes.Select(outcome => outcome.Epoch is { } epoch ? epoch.Result.Seconds / whole : 1.0 / outcomes.Count)];
    }

    private static PassMeasurement Scale(PassMeasurement measured, Pass reference, Pass pass) => measured with
    {
        TrainBatchSeconds = measured.TrainBatchSeconds * pass.Cost / reference.Cost,
        AloneShares = [.. pass.Stages.Select(_ => 1.0)],
    };

    private double CachedPart()
    {
        if (_cache.Count == 0) return 0;
        var needed = (double)_cache.UsedBytes / _cache.Count * (_session.Manifest.Train.Count + _session.Manifest.Valid.Count);
        return Math.Min(1, _cache.BudgetBytes / needed);
    }

    // The peak so far holds weights, a batch of every kind and its gradients; what grows later is the cache, and what is kept of validation images.
    private long PeakBytes(IReadOnlyList<Pass> toRun)
    {
        using var process = Process.GetCurrentProcess();
        var images = _session.Manifest.Train.Count + _session.Manifest.Valid.Count;
        var filled = _cache.Count == 0 ? 0 : Math.Min(_cache.BudgetBytes, _cache.UsedBytes / _cache.Count * images);
        var keepsFeatures = toRun.CountBy(pass => pass.Body.After).Any(pair => pair.Value > 1);
        return process.PeakWorkingSet64 + filled - _cache.UsedBytes + (keepsFeatures ? FeatureBytes() : 0);
    }

    private long FeatureBytes()
    {
        var side = Math.Max(1, (_images.ValidImageSize + 31) / 32);
        return Math.Min(ValidationFeatures.DefaultBudget, (long)_images.ValidImageCount * _session.Backbone.Features * side * side * sizeof(float));
    }
}
