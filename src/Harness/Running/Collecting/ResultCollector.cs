using Harness.Data;
using Harness.Data.Quality;
using Harness.Data.Splits;
using Harness.Experiments;
using Harness.Planning;
using Harness.Results;
using Harness.Storage;
using Harness.Training.Phases;

namespace Harness.Running.Collecting;

/// <summary>Reads from the store what a report needs; it does not matter which process trained it, or when.</summary>
internal sealed class ResultCollector
{
    private readonly Plan _plan;
    private readonly IEpochStore _store;
    private readonly Dictionary<string, EpochSummary> _summaries;
    private readonly Manifest _manifest;
    private readonly Manifest _validated;
    private readonly DataQuality _quality;
    private readonly int? _batchLimit;

    public ResultCollector(Plan plan, IEpochStore store, Manifest manifest, Manifest? target, int? batchLimit)
    {
        _batchLimit = batchLimit;
        (_plan, _store) = (plan, store);
        _summaries = plan.Nodes
            .Select(node => (node.Key, Summary: store.FindSummary(node.Key)))
            .Where(pair => pair.Summary is not null)
            .ToDictionary(pair => pair.Key, pair => pair.Summary!);
        (_manifest, _validated) = (manifest, target ?? manifest);
        _quality = DataQuality.Of(_manifest, _validated);
    }

    /// <summary>When the test images were opened in this results folder.</summary>
    public IReadOnlyList<DateTimeOffset> TestOpenings { get; init; } = [];

    /// <summary>Collects the results.</summary>
    /// <param name="failures">Failures of this run that are not in the store, by epoch key.</param>
    /// <param name="information">What is known about the run.</param>
    /// <returns>Every technique of the suite with those of its runs that were begun.</returns>
    public SuiteResult Collect(IReadOnlyDictionary<string, string> failures, RunInformation information)
    {
        var techniques = _plan.Suite.Techniques.Select(technique => Collect(technique, failures)).ToList();
        return new()
        {
            Suite = _plan.Suite,
            Classes = _manifest.Classes,
            ValidImages = Seen(_validated.Valid).Select(image => image.Path).ToList(),
            ValidLabels = Seen(_validated.Valid).Select(image => image.ClassIndex).ToList(),
            Samples = SampleImages.Of(_manifest.Root, _manifest.Train, Trained, _validated.Root, [.. Seen(_validated.Valid)]),
            Test = CollectTest(techniques),
            TrainImageCount = Seen(_manifest.Train.Take(TrainImages).ToList()).Count(),
            Quality = _quality,
            DryBatches = _batchLimit,
            Sharing = CollectSharing(),
            Techniques = techniques,
            Information = information,
        };
    }

    private SharingSavings CollectSharing()
    {
        var ofRuns = _plan.Runs.SelectMany(Needed).ToList();
        return new(
            ofRuns.DistinctBy(node => node.Key).Sum(node => ResultOf(node)?.SpentSeconds ?? 0),
            ofRuns.Sum(node => ResultOf(node)?.Seconds ?? 0));
    }

    private TestPart? CollectTest(IEnumerable<TechniqueResult> techniques)
    {
        if (_manifest.Test.Count == 0) return null;
        // What another suite or results folder has measured was an opening too.
        var measured = techniques.SelectMany(technique => technique.Runs).Select(run => run.Test).OfType<TestResult>().Select(result => result.Opened);
        var images = Seen(_manifest.Test).ToList();
        return new(images.ConvertAll(image => image.Path), images.ConvertAll(image => image.ClassIndex), TestOpenings.Union(measured).Count());
    }

    private EpochResult? ResultOf(EpochNode node) => _summaries.GetValueOrDefault(node.Key)?.Result;

    // What is stored after the end of a training that stopped early belongs to another technique, or of this one before it was changed.
    private IReadOnlyList<EpochNode> Needed(PlannedRun training) => training.Needed(ResultOf);

    // Those of the first seed, where each seed trains on others.
    private int[] Trained => ShotSelection.Of(_manifest.Train, _plan.Suite.Data.Shots, _plan.Suite.Seeds[0]);

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
        var nodes = Needed(training);
        var epochs = nodes.Select(ResultOf).TakeWhile(result => result is not null).Select(result => result!).ToList();
        if (epochs.Count < nodes.Count) return Unfinished(training, epochs, nodes[epochs.Count].Key, failures);
        var kept = training.Technique.ChooseKept(epochs);
        // The predictions of the other epochs are not read.
        if (_store.Find(nodes[kept].Key) is not { } record) return Unfinished(training, epochs[..kept], nodes[kept].Key, failures);
        return new(training.Seed, epochs, record.Predictions, null)
        {
            IsComplete = true,
            KeptEpoch = kept,
            Test = _manifest.Test.Count == 0 ? null : _store.FindTest(nodes[kept].Key),
            StoppedEarly = nodes.Count < training.Nodes.Count,
        };
    }

    private RunResult Unfinished(PlannedRun training, IReadOnlyList<EpochResult> epochs, string missing, IReadOnlyDictionary<string, string> failures) =>
        new(training.Seed, epochs, [], _summaries.GetValueOrDefault(missing)?.Failure ?? failures.GetValueOrDefault(missing));
}
