using Harness.Data;
using Harness.Experiments;
using Harness.Planning;
using Harness.Results;
using Harness.Storage;
using Harness.Training.Phases;

namespace Harness.Running;

/// <summary>Reads from the store what a report needs; it does not matter which process trained it, or when.</summary>
internal sealed class ResultCollector
{
    private readonly Plan _plan;
    private readonly Dictionary<string, EpochRecord> _records;
    private readonly Manifest _manifest;
    private readonly Manifest _validated;
    private readonly int? _batchLimit;

    public ResultCollector(Plan plan, IEpochStore store, Manifest manifest, Manifest? target, int? batchLimit)
    {
        _batchLimit = batchLimit;
        _plan = plan;
        // Each epoch once: reading it checks the hashes of its files.
        _records = plan.Nodes
            .Select(node => (node.Key, Record: store.Find(node.Key)))
            .Where(pair => pair.Record is not null)
            .ToDictionary(pair => pair.Key, pair => pair.Record!);
        (_manifest, _validated) = (manifest, target ?? manifest);
    }

    /// <summary>Collects what there is.</summary>
    /// <param name="failures">Failures of this run that are not in the store, by epoch key.</param>
    /// <param name="information">What is known of the run.</param>
    /// <returns>Every technique of the suite with those of its runs that were begun.</returns>
    public SuiteResult Collect(IReadOnlyDictionary<string, string> failures, RunInformation information) => new()
    {
        Suite = _plan.Suite,
        Classes = _manifest.Classes,
        ValidImages = Seen(_validated.Valid).Select(image => image.Path).ToList(),
        ValidLabels = Seen(_validated.Valid).Select(image => image.ClassIndex).ToList(),
        TrainImageCount = Seen(_manifest.Train.Take(TrainImages).ToList()).Count(),
        SkippedImageCount = _manifest.Skipped.Count + (_validated == _manifest ? 0 : _validated.Skipped.Count),
        UnreadNotes = [.. _manifest.UnreadNotes.Concat(_validated.UnreadNotes).Distinct()],
        DryBatches = _batchLimit,
        Sharing = CollectSharing(),
        Techniques = _plan.Suite.Techniques.Select(technique => Collect(technique, failures)).ToList(),
        Information = information,
    };

    private SharingSavings CollectSharing()
    {
        EpochResult? ResultOf(EpochNode node) => _records.GetValueOrDefault(node.Key)?.Result;
        return new(
            _plan.Nodes.Sum(node => ResultOf(node)?.SpentSeconds ?? 0),
            _plan.Runs.SelectMany(training => training.Nodes).Sum(node => ResultOf(node)?.Seconds ?? 0));
    }

    private int TrainImages => _plan.Suite.Data.Shots is { } shots ? shots * _manifest.Classes.Count : _manifest.Train.Count;

    // A dry run goes through the first batches of each split only.
    private IEnumerable<ImageEntry> Seen(IReadOnlyList<ImageEntry> images) =>
        _batchLimit is { } batches ? images.Take((int)Math.Min(images.Count, (long)batches * _plan.Suite.Data.BatchSize)) : images;

    private TechniqueResult Collect(Technique technique, IReadOnlyDictionary<string, string> failures)
    {
        var trainings = _plan.Runs.Where(training => training.Technique == technique).ToList();
        var assignments = trainings[0].Nodes.Select(node => node.Task.Assignment).Distinct().ToList();
        var runs = trainings
            .Select(training => Collect(training, failures))
            .Where(run => run.Epochs.Count > 0 || run.FailureReason is not null)
            .ToList();
        return new(
            technique,
            PhaseAssignment.CountTrainable(assignments),
            assignments[^1].Parameters.Sum(rate => rate.Parameter.ParameterCount()),
            runs);
    }

    private RunResult Collect(PlannedRun training, IReadOnlyDictionary<string, string> failures)
    {
        var epochs = new List<EpochResult>();
        IReadOnlyList<Prediction> predictions = [];
        foreach (var node in training.Nodes)
        {
            var record = _records.GetValueOrDefault(node.Key);
            if (record?.Result is null)
                return new(training.Seed, epochs, [], record?.Failure ?? failures.GetValueOrDefault(node.Key));
            epochs.Add(record.Result);
            predictions = record.Predictions;
        }
        return new(training.Seed, epochs, predictions, null) { IsComplete = true };
    }
}
