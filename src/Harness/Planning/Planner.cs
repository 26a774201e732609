using System.Text.Json.Nodes;
using Harness.Experiments;
using Harness.Experiments.Selectors;
using Harness.Models;
using Harness.Training;

namespace Harness.Planning;

/// <summary>Cuts a suite into stages and finds out, from content alone, which techniques have a common beginning.</summary>
public sealed class Planner
{
    // Raise when the code changes what the same settings compute: old stages are then left alone.
    private const int Format = 1;

    private readonly Suite _suite;
    private readonly PlanInputs _inputs;
    private readonly Dictionary<string, Stage> _stages = [];

    private Planner(Suite suite, PlanInputs inputs)
    {
        _suite = suite;
        _inputs = inputs;
    }

    /// <summary>Makes the plan of a suite.</summary>
    /// <param name="suite">The suite.</param>
    /// <param name="inputs">What else the results depend on.</param>
    /// <returns>The plan; nothing is run or read.</returns>
    public static Plan Make(Suite suite, PlanInputs inputs) => new Planner(suite, inputs).Make();

    private Plan Make()
    {
        var drafts = (from seed in _suite.Seeds from technique in _suite.Techniques select Draft(technique, seed)).ToList();
        var users = drafts
            .SelectMany(draft => draft.Stages.Select(stage => (stage.Key, draft.Technique.Name)))
            .ToLookup(pair => pair.Key, pair => pair.Name);
        var trainings = drafts.ConvertAll(draft => draft with { Stages = draft.Stages.Select(stage => Final(stage, users)).ToList() });
        var ordered = trainings.SelectMany(training => training.Stages).DistinctBy(stage => stage.Key).ToList();
        return new Plan(_suite, trainings, ordered, PassOrder.Of(ordered));
    }

    private PlannedTraining Draft(Technique technique, long seed)
    {
        var parameters = _inputs.Parameters(technique.Head);
        var stages = new List<Stage>();
        var key = ContentKey.Of(DescribeRoot(technique, seed));
        var body = ContentKey.Of(DescribeBody(technique, seed));
        foreach (var phase in technique.Phases)
        {
            var assignment = PhaseAssignment.Of(phase, parameters);
            var cost = StageCost.Of(assignment, phase.BatchNorm);
            for (var i = 0; i < phase.Epochs; i++)
            {
                var task = new EpochTask(technique.Head, technique.Loss, technique.Optimizer, phase, seed, stages.Count, i, technique.Body);
                key = ContentKey.Of(DescribeEpoch(key, task, assignment));
                var path = Path(body, key, task, assignment);
                body = path.After;
                stages.Add(new Stage(key, stages.LastOrDefault(), task, [], cost, path));
            }
        }
        return new PlannedTraining(technique, seed, stages);
    }

    // Two techniques may write one and the same phase differently; the first to be planned stands for both.
    private Stage Final(Stage draft, ILookup<string, string> users)
    {
        if (_stages.TryGetValue(draft.Key, out var known)) return known;
        var parent = draft.Parent is null ? null : Final(draft.Parent, users);
        return _stages[draft.Key] = draft with { Parent = parent, Techniques = users[draft.Key].Distinct().ToList() };
    }

    // What decides the body before the first epoch. Everything else that it depends on is the same in the whole suite.
    private JsonObject DescribeBody(Technique technique, long seed)
    {
        var weights = technique.Body == BodyStart.Random ? null : _inputs.WeightsHash;
        return new()
        {
            ["technique"] = _inputs.Share ? null : technique.Name,
            ["weights"] = weights,
            ["seed"] = weights is null ? seed : null,
        };
    }

    // A frozen body moves only where batch norm goes on averaging, and then as the images alone decide; one that trains goes its technique's own way.
    private static BodyPath Path(string before, string stage, EpochTask task, PhaseAssignment assignment)
    {
        if (assignment.Groups.Any(group => group.Names.Any(ParameterNames.IsOfBody))) return new(before, stage, Trains: true);
        if (task.Phase.BatchNorm == BatchNormMode.Eval) return new(before, before, Trains: false);
        var after = ContentKey.Of(new JsonObject { ["before"] = before, ["seed"] = task.Seed, ["epoch"] = task.Epoch });
        return new(before, after, Trains: false);
    }

    private JsonObject DescribeRoot(Technique technique, long seed)
    {
        var root = DescribeSettings(technique, seed);
        // Here and below: what the first stores could not yet say is added only where it is said, so that their stages stay valid.
        if (technique.Loss.LabelSmoothing > 0) root["label_smoothing"] = technique.Loss.LabelSmoothing;
        return root;
    }

    private JsonObject DescribeSettings(Technique technique, long seed) => new()
    {
        ["format"] = Format,
        // Without sharing every technique has a tree of its own.
        ["technique"] = _inputs.Share ? null : technique.Name,
        ["manifest"] = _inputs.ManifestHash,
        ["batch_size"] = _suite.Data.BatchSize,
        ["batch_limit"] = _inputs.BatchLimit,
        ["train"] = DescribeAll(_suite.Data.Train),
        ["valid"] = DescribeAll(_suite.Data.Valid),
        ["backbone"] = _suite.Backbone,
        ["weights"] = technique.Body == BodyStart.Random ? null : _inputs.WeightsHash,
        ["pool"] = technique.Head.Pool.ToString(),
        ["head"] = DescribeAll(technique.Head.Layers),
        ["loss"] = technique.Loss.Function.ToString(),
        ["optimizer"] = ContentKey.Describe(technique.Optimizer),
        ["seed"] = seed,
        ["numerics"] = DescribeNumerics(_inputs.Numerics),
    };

    private static JsonObject DescribeNumerics(Numerics numerics)
    {
        var description = new JsonObject
        {
            ["type"] = nameof(Numerics),
            [nameof(numerics.Device)] = numerics.Device,
            [nameof(numerics.TorchVersion)] = numerics.TorchVersion,
            [nameof(numerics.Threads)] = numerics.Threads,
        };
        if (numerics.Compute.FoldsBatchNorm) description["folds_batch_norm"] = true;
        if (numerics.Compute.Precision != Precision.Float32) description["precision"] = numerics.Compute.Precision.ToString();
        return description;
    }

    // The rates of parameters count, not the words that select them.
    private static JsonObject DescribeEpoch(string parent, EpochTask task, PhaseAssignment assignment)
    {
        var epoch = DescribeRates(parent, task, assignment);
        if (task.Phase.Schedule is ConstantScheduleSettings) return epoch;
        epoch["schedule"] = ContentKey.Describe(task.Phase.Schedule);
        epoch["phase_epoch"] = task.PhaseEpoch;
        epoch["phase_epochs"] = task.Phase.Epochs;
        return epoch;
    }

    private static JsonObject DescribeRates(string parent, EpochTask task, PhaseAssignment assignment) => new()
    {
        ["parent"] = parent,
        ["epoch"] = task.Epoch,
        ["batch_norm"] = task.Phase.BatchNorm.ToString(),
        ["rates"] = new JsonArray(assignment.Groups
            .Select(group => (JsonNode)new JsonObject
            {
                ["rate"] = group.LearningRate,
                ["parameters"] = new JsonArray(group.Names.Select(name => (JsonNode)name).ToArray()),
            })
            .ToArray()),
    };

    private static JsonArray DescribeAll(IEnumerable<object> settings) => new(settings.Select(ContentKey.Describe).ToArray());
}
