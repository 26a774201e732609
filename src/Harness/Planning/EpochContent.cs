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

/// <summary>Describes everything that can change the result of an epoch: what its address is a hash of (see <see cref="ContentKey"/>).</summary>
/// <param name="suite">The suite.</param>
/// <param name="inputs">What else the results depend on.</param>
internal sealed class EpochContent(Suite suite, PlanInputs inputs)
{
    // Raise when the code changes what the same settings compute: old epochs are then ignored.
    private const int Format = 3;

    /// <summary>Describes what decides the backbone before the first epoch. Everything else that it depends on is the same in the whole suite.</summary>
    /// <param name="technique">The technique.</param>
    /// <param name="seed">The training seed.</param>
    /// <returns>The description.</returns>
    public JsonObject OfBackbone(Technique technique, long seed)
    {
        var weights = technique.Initialization == Initialization.Random ? null : inputs.WeightsHash;
        return new()
        {
            ["technique"] = inputs.Share ? null : technique.Name,
            ["weights"] = weights,
            ["seed"] = weights is null ? seed : null,
        };
    }

    /// <summary>Describes what a training starts from, and what is the same in all of its epochs.</summary>
    /// <param name="technique">The technique.</param>
    /// <param name="seed">The training seed.</param>
    /// <returns>The description.</returns>
    public JsonObject OfStart(Technique technique, long seed)
    {
        var root = DescribeAllImages(technique, seed);
        // Only where there is something to say: the addresses of others are older than this.
        if (inputs.Backbone.RescalesImages) root["rescales_images"] = true;
        if (inputs.Backbone.Revision > 1) root["backbone_revision"] = inputs.Backbone.Revision;
        if (suite.Data.Shots is { } shots) root["shots"] = shots;
        if (suite.Data.Unseen is { } unseen) root["unseen"] = new JsonArray([.. unseen.Names.Select(name => (JsonNode)name)]);
        return root;
    }

    /// <summary>Describes an epoch. The rates of parameters count, not the words that select them.</summary>
    /// <param name="parent">The address of the epoch before, or of the start.</param>
    /// <param name="task">The epoch.</param>
    /// <param name="head">The technique's head.</param>
    /// <returns>The description.</returns>
    public JsonObject OfEpoch(string parent, EpochTask task, HeadSettings head)
    {
        var epoch = DescribeRates(parent, task);
        var objective = task.Phase.Objective;
        epoch["objective"] = objective.Describe(head, task.Loss);
        // An earlier version computed them from features of which random blocks were skipped.
        if (objective.IsFitted && inputs.Backbone.SkipsBlocks) epoch["skips_blocks"] = false;
        if (objective.Stream.SeesTarget) epoch["target"] = DescribeTarget();
        if (objective.DescribeLabels(inputs.Labels) is { } labels) epoch["labels"] = labels;
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

    private JsonObject DescribeAllImages(Technique technique, long seed) => new()
    {
        ["format"] = Format,
        // Without sharing every technique has its own tree.
        ["technique"] = inputs.Share ? null : technique.Name,
        ["manifest"] = inputs.ManifestHash,
        ["batch_size"] = suite.Data.BatchSize,
        ["batch_limit"] = inputs.BatchLimit,
        ["train"] = DescribeAll(suite.Data.Train),
        ["valid"] = DescribeAll(suite.Data.Valid),
        ["backbone"] = suite.Backbone,
        ["weights"] = technique.Initialization == Initialization.Random ? null : inputs.WeightsHash,
        ["optimizer"] = technique.Optimizer.ToJson(),
        ["seed"] = seed,
        ["numerics"] = DescribeNumerics(),
    };

    // That a GPU has no threads here also distinguishes its epochs from those of an earlier version, which drew the masks of dropout without a seed.
    private JsonObject DescribeNumerics()
    {
        var numerics = inputs.Numerics;
        var description = new JsonObject
        {
            ["device"] = numerics.Device,
            ["torch_version"] = numerics.TorchVersion,
            ["threads"] = numerics.SplitsSums ? numerics.Threads : null,
            ["folds_batch_norm"] = numerics.Compute.FoldsBatchNorm,
            ["precision"] = numerics.Compute.Precision == Precision.Float32 ? "fp32" : "bf16",
        };
        // Whether the processor has the instructions is left out, as all else about its type; see Numerics. Without it, epochs are those of earlier versions.
        if (inputs.ChoosesWinograd && numerics.Compute.AllowsWinograd) description["winograd"] = "4x4";
        return description;
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
        ["manifest"] = inputs.TargetHash,
        ["transforms"] = DescribeAll(suite.Data.Target!.Transforms),
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
