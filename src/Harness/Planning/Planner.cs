using System.Text.Json.Nodes;
using Harness.Experiments;
using Harness.Models;
using Harness.Models.Heads;
using Harness.Training;
using Harness.Training.Gradients;
using Harness.Training.Phases;
using Harness.Training.Schedules;
using Harness.Yaml.Blocks;

namespace Harness.Planning;

/// <summary>Cuts a suite into epochs and finds out, from content alone, which techniques have a common beginning.</summary>
public sealed class Planner
{
    // Raise when the code changes what the same settings compute: old epochs are then ignored.
    private const int Format = 3;

    private readonly Suite _suite;
    private readonly PlanInputs _inputs;
    private readonly Dictionary<string, EpochNode> _nodes = [];

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
            .SelectMany(draft => draft.Nodes.Select(node => (node.Key, draft.Technique.Name)))
            .ToLookup(pair => pair.Key, pair => pair.Name);
        var trainings = drafts.ConvertAll(draft => draft with { Nodes = draft.Nodes.Select(node => Final(node, users)).ToList() });
        var ordered = trainings.SelectMany(training => training.Nodes).DistinctBy(node => node.Key).ToList();
        return new Plan(_suite, trainings, ordered, SharedEpochOrder.Of(ordered));
    }

    private PlannedRun Draft(Technique technique, long seed)
    {
        var nodes = new List<EpochNode>();
        var key = ContentKey.Of(DescribeRoot(technique, seed));
        var backbone = ContentKey.Of(DescribeBackbone(technique, seed));
        foreach (var phase in technique.Phases)
        {
            var heads = phase.Objective.Heads(technique.Head, _inputs.Labels);
            var assignment = PhaseAssignment.Of(phase, NetworkParameters.Of(_inputs.Backbone, heads));
            var cost = EpochCost.Of(assignment, phase);
            for (var i = 0; i < phase.Epochs; i++)
            {
                var task = new EpochTask(heads, technique.Loss, technique.Optimizer, phase, assignment, seed, nodes.Count, i, technique.Initialization)
                {
                    Gradients = technique.Gradients,
                    WeightAverage = technique.WeightAverage,
                    Labels = _inputs.Labels,
                };
                if (technique.Schedule is not ConstantScheduleSettings)
                    task = task with { Schedule = new(technique.Schedule, nodes.Count, technique.Phases.Sum(one => one.Epochs)) };
                key = ContentKey.Of(DescribeEpoch(key, task, technique.Head));
                var path = Path(backbone, key, task);
                backbone = path.After;
                nodes.Add(new EpochNode(key, nodes.LastOrDefault(), task, [], cost, path));
            }
        }
        return new PlannedRun(technique, seed, nodes);
    }

    // Two techniques may write one and the same phase differently; the first to be planned represents both.
    private EpochNode Final(EpochNode draft, ILookup<string, string> users)
    {
        if (_nodes.TryGetValue(draft.Key, out var known)) return known;
        var parent = draft.Parent is null ? null : Final(draft.Parent, users);
        return _nodes[draft.Key] = draft with { Parent = parent, Techniques = users[draft.Key].Distinct().ToList() };
    }

    // What decides the backbone before the first epoch. Everything else that it depends on is the same in the whole suite.
    private JsonObject DescribeBackbone(Technique technique, long seed)
    {
        var weights = technique.Initialization == Initialization.Random ? null : _inputs.WeightsHash;
        return new()
        {
            ["technique"] = _inputs.Share ? null : technique.Name,
            ["weights"] = weights,
            ["seed"] = weights is null ? seed : null,
        };
    }

    // A frozen backbone moves only where batch norm continues averaging, and then only as the images decide; one that trains changes in its technique's own way.
    private BackbonePath Path(string before, string node, EpochTask task)
    {
        if (task.Assignment.TrainedInBackbone.Count > 0) return new(before, node, Trains: true);
        if (task.Phase.BatchNorm == BatchNormMode.Eval || !_inputs.Backbone.HasBatchNorm) return new(before, before, Trains: false);
        var after = ContentKey.Of(new JsonObject
        {
            ["before"] = before,
            ["seed"] = task.Seed,
            ["epoch"] = task.Epoch,
            ["stream"] = task.Phase.Objective.Stream.Name,
        });
        return new(before, after, Trains: false);
    }

    private JsonObject DescribeRoot(Technique technique, long seed)
    {
        var root = DescribeAllImages(technique, seed);
        // Only where there is something to say: the addresses of others are older than this.
        if (_inputs.Backbone.RescalesImages) root["rescales_images"] = true;
        if (_inputs.Backbone.Revision > 1) root["backbone_revision"] = _inputs.Backbone.Revision;
        if (_suite.Data.Shots is { } shots) root["shots"] = shots;
        if (_suite.Data.Unseen is { } unseen) root["unseen"] = new JsonArray([.. unseen.Names.Select(name => (JsonNode)name)]);
        return root;
    }

    private JsonObject DescribeAllImages(Technique technique, long seed) => new()
    {
        ["format"] = Format,
        // Without sharing every technique has its own tree.
        ["technique"] = _inputs.Share ? null : technique.Name,
        ["manifest"] = _inputs.ManifestHash,
        ["batch_size"] = _suite.Data.BatchSize,
        ["batch_limit"] = _inputs.BatchLimit,
        ["train"] = DescribeAll(_suite.Data.Train),
        ["valid"] = DescribeAll(_suite.Data.Valid),
        ["backbone"] = _suite.Backbone,
        ["weights"] = technique.Initialization == Initialization.Random ? null : _inputs.WeightsHash,
        ["optimizer"] = technique.Optimizer.ToJson(),
        ["seed"] = seed,
        ["numerics"] = DescribeNumerics(_inputs.Numerics),
    };

    // That a GPU has no threads here also distinguishes its epochs from those of an earlier version, which drew the masks of dropout without a seed.
    private static JsonObject DescribeNumerics(Numerics numerics) => new()
    {
        ["device"] = numerics.Device,
        ["torch_version"] = numerics.TorchVersion,
        ["threads"] = numerics.SplitsSums ? numerics.Threads : null,
        ["folds_batch_norm"] = numerics.Compute.FoldsBatchNorm,
        ["precision"] = numerics.Compute.Precision == Precision.Float32 ? "fp32" : "bf16",
    };

    // The rates of parameters count, not the words that select them.
    private JsonObject DescribeEpoch(string parent, EpochTask task, HeadSettings head)
    {
        var epoch = DescribeRates(parent, task);
        var objective = task.Phase.Objective;
        epoch["objective"] = objective.Describe(head, task.Loss);
        // An earlier version computed them from features of which random blocks were skipped.
        if (objective.IsFitted && _inputs.Backbone.SkipsBlocks) epoch["skips_blocks"] = false;
        if (objective.Stream.SeesTarget) epoch["target"] = DescribeTarget();
        if (objective.DescribeLabels(_inputs.Labels) is { } labels) epoch["labels"] = labels;
        if (objective.FollowsProgress) epoch["progress"] = new JsonObject { ["phase_epoch"] = task.PhaseEpoch, ["phase_epochs"] = task.Phase.Epochs };
        if (task.WeightAverage is { } decay) epoch["weight_average"] = DescribeAverage(decay, task);
        if (task.Gradients.Count > 0) epoch["gradients"] = DescribeAll(task.Gradients);
        // An earlier version clipped the gradients of whole weights there.
        if (task.Gradients.OfType<ClipNormSettings>().Any() && task.Assignment.Groups.Any(group => group.Rank is not null)) epoch["clips"] = "what trains";
        // An earlier version started its matrices anew if a processor of another type had trained the epoch before.
        if (task.Assignment.Groups.Any(group => group.Rank is not null)) epoch["low_rank"] = "continues by the bits of the weight";
        // The length of a constant schedule makes no difference.
        if (task.Schedule.Schedule is ConstantScheduleSettings) return epoch;
        epoch["schedule"] = task.Schedule.Schedule.ToJson();
        // The names are from the time when only phases had schedules. One that spans all phases gives the same factors as one of a phase of that length.
        epoch["phase_epoch"] = task.Schedule.Epoch;
        epoch["phase_epochs"] = task.Schedule.Epochs;
        return epoch;
    }

    // Its weight at a step depends on how many steps came before, and so on the number of the epoch, which is described anyway.
    // An earlier version averaged statistics that stay as they are, too, which changed their last bits.
    private static JsonNode? DescribeAverage(double decay, EpochTask task) => task switch
    {
        { Assignment.Groups.Count: 0 } => null,
        { Phase.BatchNorm: BatchNormMode.Eval, Assignment.TrainedInBackbone.Count: > 0 } => new JsonObject { ["decay"] = decay, ["statistics"] = "those that move" },
        _ => JsonValue.Create(decay),
    };

    private JsonObject DescribeTarget() => new()
    {
        ["manifest"] = _inputs.TargetHash,
        ["transforms"] = DescribeAll(_suite.Data.Target!.Transforms),
    };

    private static JsonObject DescribeRates(string parent, EpochTask task) => new()
    {
        ["parent"] = parent,
        ["epoch"] = task.Epoch,
        ["batch_norm"] = task.Phase.BatchNorm == BatchNormMode.Eval ? "eval" : "train",
        ["rates"] = new JsonArray(task.Assignment.Groups
            .Select(group => (JsonNode)DescribeGroup(group))
            .ToArray()),
    };

    private static JsonObject DescribeGroup(RateGroup group)
    {
        var description = new JsonObject { ["rate"] = group.LearningRate };
        if (group.Rank is { } rank) description["rank"] = rank;
        description["parameters"] = new JsonArray(group.Names.Select(name => (JsonNode)name).ToArray());
        return description;
    }

    private static JsonArray DescribeAll(IEnumerable<Block> blocks) => new(blocks.Select(block => (JsonNode)block.ToJson()).ToArray());
}
