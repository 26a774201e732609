using Harness.Experiments;
using Harness.Inference;
using Harness.Models.Heads;
using Harness.Models.Weights;
using Harness.Planning;
using Harness.Results;
using Harness.Running.Folders;

namespace Harness.Running.Collecting;

/// <summary>Says which trained networks a suite has, and where they are.</summary>
/// <param name="session">The suite.</param>
internal sealed class ModelListingBuilder(SuiteSession session)
{
    /// <summary>Lists the networks of all finished trainings.</summary>
    /// <param name="result">The results of the suite so far.</param>
    /// <returns>The list.</returns>
    public ModelListing Build(SuiteResult result) => new()
    {
        Suite = session.Suite.Name,
        Store = FromResults(Path.GetFullPath(RunFolders.Store(session.Options.StoreFolder))),
        Backbone = session.Backbone.Name,
        Weights = session.WeightsHash is { } hash ? new(WeightsSource(session.Suite.Weights!), hash) : null,
        Manifest = session.Manifest.Hash,
        Transforms = session.Suite.Data.Valid,
        Models = [.. result.Techniques.SelectMany(technique => List(technique))],
        Without = [.. session.Suite.Techniques.Select(Without).OfType<UnlistedTechnique>()],
        Classes = session.Manifest.Classes,
    };

    private IEnumerable<ListedModel> List(TechniqueResult technique) => technique.Runs
        .Where(run => run.IsComplete)
        .Select(run => List(run, session.Plan.Runs.First(training => training.Technique == technique.Technique && training.Seed == run.Seed)))
        .OfType<ListedModel>();

    private static ListedModel? List(RunResult run, PlannedRun training)
    {
        var node = training.Nodes[run.KeptEpoch];
        if (ClassifyingHead(training.Technique, node) is not { } head) return null;
        return new()
        {
            Technique = training.Technique.Name,
            TechniqueFile = Path.GetFileNameWithoutExtension(training.Technique.Location.File),
            Seed = run.Seed,
            Epoch = run.KeptEpoch + 1,
            Key = node.Key,
            Initialization = node.Task.Initialization,
            BackboneAddress = node.Backbone.After,
            Head = head.Settings,
            HeadName = head.Name,
            ValidAccuracy = run.Epochs[run.KeptEpoch].ValidAccuracy,
        };
    }

    private UnlistedTechnique? Without(Technique technique)
    {
        var last = session.Plan.Runs.First(training => training.Technique == technique).Nodes[^1];
        return ClassifyingHead(technique, last) is not null ? null : new(
            technique.Name, $"with objective '{last.Task.Phase.Objective.Kind}' the head alone cannot classify: it also needs other images or vectors.");
    }

    private static HeadDefinition? ClassifyingHead(Technique technique, EpochNode node) => node.Task.Phase.Objective.ClassifyingHead(technique.Head, node.Task.Labels);

    // So that a folder with results, store and weights in it can be moved. On Windows there may be no relative path from one drive to another.
    private string FromResults(string path) => Path.GetRelativePath(session.OutputFolder, path).Replace('\\', '/');

    private string WeightsSource(string weights)
    {
        var folder = Path.GetDirectoryName(Path.GetFullPath(session.Suite.File))!;
        var reference = WeightReference.Parse(weights, folder);
        if (KnownWeights.IsName(reference.File)) return weights;
        return (reference with { File = FromResults(Path.GetFullPath(reference.File, folder)) }).ToString();
    }
}
