using System.Diagnostics;
using Harness.Data;
using Harness.Data.Images;
using Harness.Planning;
using Harness.Reporting;
using Harness.Training;
using TorchSharp;

namespace Harness.Running;

/// <summary>Runs a few batches of every kind of pass that is missing, and estimates from them what the whole run takes. Nothing is stored.</summary>
internal sealed class Calibration
{
    // Of a minute; what is not measured by then is taken from what was.
    private static readonly TimeSpan Budget = TimeSpan.FromSeconds(40);

    // The first batches of a pass build, load and warm up; the medians of the others are taken.
    private const int Batches = 7;

    private readonly SuiteSession _session;
    private readonly ImagePipeline _images;
    private readonly DecodedImageCache _cache;
    private readonly Trainer _trainer;
    private readonly int _runBatchLimit;
    private readonly Stopwatch _watch = Stopwatch.StartNew();
    private readonly PassMeasurements _measured = new();
    private readonly List<TrialFailure> _failures = [];
    private long _stateBytes;

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
        ReadAll(_images.ValidBatches(cancellation));
        // The first pass of all builds, loads and warms up.
        Try(toRun[0], cancellation);
        foreach (var pass in toRun.DistinctBy(PassKind.Of))
        {
            if (_measured.IsEmpty || _watch.Elapsed < Budget) Measure(pass, cancellation);
        }
        var estimator = new Estimator(_session.Plan, _measured, Images(decode));
        var estimate = estimator.Of(toRun);
        return estimate with { PeakBytes = PeakBytes(estimator.MostKeptBodies), Failures = _failures };
    }

    /// <summary>The memory of the features of all validation images.</summary>
    /// <param name="images">The images, with a last batch counted in full.</param>
    /// <param name="channels">The channels of a feature map.</param>
    /// <param name="imageSize">The height and width of an image, of which a feature map has a 32nd.</param>
    /// <returns>Bytes.</returns>
    internal static long FeatureBytes(int images, int channels, int imageSize)
    {
        var side = Math.Max(1, (imageSize + 31) / 32);
        return (long)images * channels * side * side * sizeof(float);
    }

    private bool IsOnGpu => _session.Device.type != DeviceType.CPU;

    private int ValidBatches => Math.Min(_images.ValidBatchCount, _runBatchLimit);

    private long ValidFeatureBytes =>
        FeatureBytes(ValidBatches * Math.Min(_session.Suite.Data.BatchSize, _images.ValidImageCount), _session.Backbone.Features, _images.ValidImageSize);

    private ImageCost Images(double decodeSeconds) =>
        new(Math.Min(_images.TrainBatchCount, _runBatchLimit), ValidBatches, decodeSeconds, CachedPart())
        {
            DecodesBesideTraining = IsOnGpu,
            KeptBodies = ValidationFeatures.DefaultBudget / ValidFeatureBytes,
        };

    // What decoding takes of a batch: beside a GPU all of the pipeline's time, on common cores what the first time has more than the second, when all is in
    // memory; the rest is part of every measured batch.
    private double MeasureDecoding(Pass pass, CancellationToken cancellation)
    {
        var first = ReadAll(_images.TrainBatches(pass.Seed, pass.Epoch, cancellation));
        return IsOnGpu ? first : Math.Max(0, first - ReadAll(_images.TrainBatches(pass.Seed, pass.Epoch, cancellation)));
    }

    // Seconds a batch.
    private double ReadAll(IEnumerable<Batch> batches)
    {
        var began = _watch.Elapsed;
        var count = 0;
        foreach (var batch in batches.Take(Batches))
        {
            batch.Dispose();
            count++;
        }
        return (_watch.Elapsed - began).TotalSeconds / Math.Max(1, count);
    }

    private void Measure(Pass pass, CancellationToken cancellation)
    {
        // Every seed and epoch begins with other images: their decoding is counted already.
        ReadAll(_images.TrainBatches(pass.Seed, pass.Epoch, cancellation));
        var (outcomes, timer, wall) = Try(pass, cancellation);
        foreach (var (stage, outcome) in pass.Stages.Zip(outcomes))
        {
            if (outcome.Failure is { } failure) _failures.Add(new(stage, failure.Message));
        }
        // Where all heads failed, the batches after that are missing.
        if (timer.ValidBatches < Math.Min(_images.ValidBatchCount, Batches)) return;
        var overhead = wall - (timer.TrainBatches * timer.TrainBatchSeconds) - (timer.ValidBatches * timer.ValidBatchSeconds);
        _measured.Add(pass, new(Math.Max(0, overhead), timer.TrainBatchSeconds, timer.ValidBatchSeconds, AloneShares(outcomes)));
    }

    private (IReadOnlyList<TraineeOutcome> Outcomes, BatchTimer Timer, double WallSeconds) Try(Pass pass, CancellationToken cancellation)
    {
        var task = new PassTask([.. pass.Stages.Select(stage => stage.Task)], pass.Body.Trains, string.Empty, IsValidatedAgain: false);
        var starts = pass.Stages.Select(_ => TrainingState.Initial()).ToList();
        var timer = new BatchTimer();
        var began = _watch.Elapsed;
        var outcomes = _trainer.Run(task, starts, timer, cancellation);
        var wall = (_watch.Elapsed - began).TotalSeconds;
        var states = outcomes.Select(outcome => outcome.Epoch?.State).OfType<TrainingState>().ToList();
        _stateBytes = Math.Max(_stateBytes, states.Sum(Bytes));
        states.ForEach(state => state.Dispose());
        return (outcomes, timer, wall);
    }

    private static long Bytes(TrainingState state) =>
        state.Model.Values.Concat(state.Optimizer.Values).Sum(tensor => tensor.numel() * tensor.element_size());

    // A head that failed takes next to nothing of its pass: alone it would take about as much as the others.
    private static List<double> AloneShares(IReadOnlyList<TraineeOutcome> outcomes)
    {
        var results = outcomes.Select(outcome => outcome.Epoch?.Result).OfType<EpochResult>().ToList();
        var whole = results.Sum(result => result.SpentSeconds);
        var usual = results.Count == 0 ? 1 : results.Average(result => result.Seconds) / whole;
        return [.. outcomes.Select(outcome => outcome.Epoch is { } epoch ? epoch.Result.Seconds / whole : usual)];
    }

    private double CachedPart()
    {
        if (_cache.Count == 0) return 0;
        var needed = (double)_cache.UsedBytes / _cache.Count * (_session.Manifest.Train.Count + _session.Manifest.Valid.Count);
        return Math.Min(1, _cache.BudgetBytes / needed);
    }

    // The peak so far holds weights, a batch of every kind with its gradients, and the states that its heads end with. A run adds the states that they begin
    // with, the cache and the validation images' features. Left out are passes for which there was no time, blocks that the allocators keep, a store in
    // memory, and the memory of a GPU, features on it included.
    private long PeakBytes(int keptBodies)
    {
        using var process = Process.GetCurrentProcess();
        var images = _session.Manifest.Train.Count + _session.Manifest.Valid.Count;
        var filled = _cache.Count == 0 ? 0 : Math.Min(_cache.BudgetBytes, _cache.UsedBytes / _cache.Count * images);
        var features = IsOnGpu ? 0 : keptBodies * ValidFeatureBytes;
        return process.PeakWorkingSet64 + filled - _cache.UsedBytes + _stateBytes + features;
    }
}
