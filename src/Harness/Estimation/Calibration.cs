using System.Diagnostics;
using Harness.Data;
using Harness.Libtorch;
using Harness.Planning;
using Harness.Results;
using Harness.Running;
using Harness.Running.Epochs;
using Harness.Training;
using Harness.Training.State;

namespace Harness.Estimation;

/// <summary>Runs a few batches of every kind of shared epoch that is missing, and estimates from them what the whole run takes. Nothing is stored.</summary>
public sealed class Calibration
{
    /// <summary>The batches of each part of a shared epoch that are run at most.</summary>
    internal const int MaximumBatches = 11;

    // With two steps, the first one can be left out.
    private const int MinimumBatches = 3;

    // Of everything, if there is time: a few batches may coincide with a busy moment of the machine.
    private const int Rounds = 3;

    private static readonly TimeSpan LongestWarmUp = TimeSpan.FromSeconds(4);

    // Of a minute.
    private static readonly TimeSpan UsualTime = TimeSpan.FromSeconds(40);

    // As a fraction of the available time.
    private const double WarmUpPart = 0.2;

    private readonly SuiteSession _session;
    private readonly TimeSpan _time;
    private readonly ImageCalibration _images;
    private readonly ImagePipeline _cached;
    private readonly Stopwatch _watch = Stopwatch.StartNew();
    private readonly EpochMeasurements _measured = new();
    private readonly List<TrialFailure> _failures = [];
    private long _stateBytes;

    private Calibration(SuiteSession session, TimeSpan time)
    {
        (_session, _time, _cached) = (session, time, session.OpenImages());
        _images = new ImageCalibration(session, _cached);
    }

    /// <summary>Estimates what the missing epochs of a suite take, after running a few batches of each kind: at most a minute, for huge networks a little
    /// more.</summary>
    /// <param name="session">The suite.</param>
    /// <param name="cancellation">Stops between two batches.</param>
    /// <returns>The estimate; null when nothing is missing.</returns>
    public static SuiteEstimate? Estimate(SuiteSession session, CancellationToken cancellation)
    {
        var toRun = MissingEpochs.Of(session.Plan, session.Store);
        return toRun.Count == 0 ? null : Measure(session, toRun, UsualTime, cancellation).Of(session.Plan, toRun);
    }

    /// <summary>Runs a few batches of each kind of shared epoch of a suite, to estimate plans that differ only in seeds and numbers of epochs.</summary>
    /// <param name="session">The suite.</param>
    /// <param name="time">About how long it may take; what is not measured by then is taken from what was.</param>
    /// <param name="cancellation">Stops between two batches.</param>
    /// <returns>What was measured.</returns>
    public static Calibration Measure(SuiteSession session, TimeSpan time, CancellationToken cancellation) =>
        Measure(session, session.Plan.SharedEpochs, time, cancellation);

    /// <summary>Estimates what all epochs of a plan take, whether or not they are stored.</summary>
    /// <param name="plan">A plan of the suite that was measured, perhaps with other seeds or numbers of epochs.</param>
    /// <returns>The estimate.</returns>
    public SuiteEstimate Of(Plan plan) => Of(plan, plan.SharedEpochs);

    private static Calibration Measure(SuiteSession session, IReadOnlyList<SharedEpoch> toRun, TimeSpan time, CancellationToken cancellation)
    {
        // The images that warm up come before the first trainer, which would load it.
        TorchLibrary.Load();
        var calibration = new Calibration(session, time);
        var kinds = toRun.DistinctBy(EpochKind.Of).ToList();
        var batches = calibration.WarmUp(kinds, cancellation);
        calibration.MeasureKinds(kinds, batches, cancellation);
        return calibration;
    }

    private SuiteEstimate Of(Plan plan, IReadOnlyList<SharedEpoch> toRun)
    {
        var estimator = new Estimator(plan, _measured, _images.Cost);
        var estimate = estimator.Of(toRun);
        return estimate with { PeakBytes = PeakBytes(estimator.MaximumKeptBackbones), Failures = _failures };
    }

    // The very first batches include building, loading and compiling. The last ones also show for how many of each kind there is time.
    private int WarmUp(IReadOnlyList<SharedEpoch> kinds, CancellationToken cancellation)
    {
        _images.Warm(kinds[0], MinimumBatches, cancellation);
        using var trainer = _session.CreateTrainer(_cached, MinimumBatches);
        BatchTimer timer;
        do timer = Try(trainer, kinds[0], cancellation).Timer;
        while (_watch.Elapsed < LongestWarmUp && _watch.Elapsed < WarmUpPart * _time);
        _images.FeatureBytesPerImage = trainer.FeatureBytesPerImage;
        var step = timer.TrainBatchSeconds + timer.ValidBatchSeconds;
        return (int)Math.Clamp(_time.TotalSeconds / (Rounds * (kinds.Count + 1) * Math.Max(1e-3, step)), MinimumBatches, MaximumBatches);
    }

    private void MeasureKinds(IReadOnlyList<SharedEpoch> kinds, int batches, CancellationToken cancellation)
    {
        using var trainer = _session.CreateTrainer(_cached, batches);
        using var decoding = _session.CreateTrainer(_images.Undecoded, batches);
        for (var round = 0; round < Rounds; round++)
        {
            foreach (var sharedEpoch in kinds)
            {
                if (HasTime) Measure(trainer, sharedEpoch, batches, cancellation);
            }
            if (HasTime) CompareDecoding(decoding, kinds, cancellation);
        }
    }

    // One successful kind of shared epoch shows what decoding costs any other.
    private void CompareDecoding(Trainer decoding, IReadOnlyList<SharedEpoch> kinds, CancellationToken cancellation)
    {
        if (!_images.IsOnGpu && kinds.FirstOrDefault(_measured.Contains) is { } sharedEpoch)
            _images.Compare(Try(decoding, sharedEpoch, cancellation).Timer.TrainBatchSeconds, _measured.Of(sharedEpoch)!.TrainBatchSeconds);
    }

    private bool HasTime => _measured.IsEmpty || _watch.Elapsed < _time;

    private void Measure(Trainer trainer, SharedEpoch sharedEpoch, int batches, CancellationToken cancellation)
    {
        // What failed once would fail again.
        if (_failures.Any(failure => sharedEpoch.Nodes.Contains(failure.Node))) return;
        // Every seed and epoch begins with other images: their decoding is counted already.
        _images.Read(sharedEpoch, batches, cancellation);
        var (outcomes, timer, wall) = Try(trainer, sharedEpoch, cancellation);
        foreach (var (node, outcome) in sharedEpoch.Nodes.Zip(outcomes))
        {
            if (outcome.Failure is { } failure) _failures.Add(new(node, failure.Message));
        }
        // If all heads failed, the batches after that are missing.
        if (!outcomes.Any(outcome => outcome.Epoch is not null)) return;
        var overhead = wall - (timer.TrainBatches * timer.TrainBatchSeconds) - (timer.ValidBatches * timer.ValidBatchSeconds);
        _measured.Add(sharedEpoch, new(Math.Max(0, overhead), timer.TrainBatchSeconds, timer.ValidBatchSeconds, AloneShares(outcomes)));
    }

    private (IReadOnlyList<HeadOutcome> Outcomes, BatchTimer Timer, double WallSeconds) Try(
        Trainer trainer, SharedEpoch sharedEpoch, CancellationToken cancellation)
    {
        var task = new SharedEpochTask([.. sharedEpoch.Nodes.Select(node => node.Task)], sharedEpoch.Backbone.Trains, string.Empty, IsValidatedAgain: false);
        var starts = sharedEpoch.Nodes.Select(_ => TrainingState.Initial()).ToList();
        var timer = new BatchTimer();
        var began = _watch.Elapsed;
        var outcomes = trainer.Run(task, starts, timer, cancellation);
        var wall = (_watch.Elapsed - began).TotalSeconds;
        var states = outcomes.Select(outcome => outcome.Epoch?.State).OfType<TrainingState>().ToList();
        _stateBytes = Math.Max(_stateBytes, states.Sum(Bytes));
        states.ForEach(state => state.Dispose());
        return (outcomes, timer, wall);
    }

    private static long Bytes(TrainingState state) =>
        state.Model.Values.Concat(state.Optimizer.Values).Sum(tensor => tensor.numel() * tensor.element_size());

    // A head that failed takes almost no time of its shared epoch: alone it would take about as much as the others.
    private static List<double> AloneShares(IReadOnlyList<HeadOutcome> outcomes)
    {
        var results = outcomes.Select(outcome => outcome.Epoch?.Result).OfType<EpochResult>().ToList();
        var whole = results.Sum(result => result.SpentSeconds);
        var usual = results.Count == 0 ? 1 : results.Average(result => result.Seconds) / whole;
        return [.. outcomes.Select(outcome => outcome.Epoch is { } epoch ? epoch.Result.Seconds / whole : usual)];
    }

    // The peak so far holds weights, a batch of every kind with its gradients, and the states that its heads end with. A run adds the states that they begin
    // with, the cache and the validation images' features. Left out are shared epochs for which there was no time, blocks that the allocators keep, a store in
    // memory, and the memory of a GPU, features on it included.
    private long PeakBytes(int keptBackbones)
    {
        using var process = Process.GetCurrentProcess();
        return process.PeakWorkingSet64 + _stateBytes + _images.GrowthBytes(keptBackbones);
    }
}
