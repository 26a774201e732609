using Harness.Data;
using Harness.Data.Labels;
using Harness.Data.Splits;
using Harness.Data.Transforms;
using Harness.Diagnostics;
using Harness.Experiments;
using Harness.Models;
using Harness.Models.Backbones;
using Harness.Models.Heads;
using Harness.Models.Parameters.Selectors;
using Harness.Planning;
using Harness.Training;
using Harness.Training.Objectives;
using Harness.Training.Optimizers;
using Harness.Training.Phases;

namespace Harness.Tests.Planning;

/// <summary>Epochs and plans that no suite file stands behind.</summary>
internal static class MadeUpPlans
{
    /// <summary>An epoch that trains its head alone, on a backbone that stays as it is, unless something else is said.</summary>
    public static EpochNode Node(
        string key,
        EpochNode? parent = null,
        string backbone = "w",
        bool trains = false,
        long seed = 0,
        double cost = 1,
        BatchNormMode batchNorm = BatchNormMode.Eval,
        HeadSettings? head = null,
        OptimizerSettings? optimizer = null,
        string selector = "head",
        double rate = 1e-3)
    {
        var phase = new Phase { Epochs = 1, BatchNorm = batchNorm, Train = [new TrainRule(Selector.Parse(selector), rate, new SourceLocation("p"))] };
        var heads = phase.Objective.Heads(head ?? HeadSettings.Linear, new LabelSpace(3));
        var parameters = NetworkParameters.Of(BackboneRegistry.Catalog.Describe("resnet18_half")!, heads);
        var task = new EpochTask(
            heads, new CrossEntropyLoss(), optimizer ?? new AdamSettings(), phase, PhaseAssignment.Of(phase, parameters), seed, parent is null ? 0 : parent.Epoch + 1);
        return new EpochNode(key, parent, task, [], cost, new BackbonePath(backbone, trains ? key : backbone, trains));
    }

    /// <summary>A plan of techniques, each of which goes through its epochs.</summary>
    public static Plan Plan(params (string Name, EpochNode[] Nodes)[] techniques)
    {
        var trainings = techniques.Select(pair => new PlannedRun(Technique(pair.Name), pair.Nodes[0].Seed, pair.Nodes)).ToList();
        var nodes = trainings.SelectMany(training => training.Nodes).DistinctBy(node => node.Key).ToList();
        var suite = new Suite
        {
            Name = "s",
            File = "s.yaml",
            Data = new DataSettings
            {
                Split = new SplitSettings { Rule = SplitRule.First, Fraction = 0.2 },
                BatchSize = 8,
                Train = [NormalizeSettings.ImageNet],
                Valid = [NormalizeSettings.ImageNet],
            },
            Backbone = "b",
            Seeds = [0],
            Techniques = [.. trainings.Select(training => training.Technique)],
        };
        return new Plan(suite, trainings, nodes, SharedEpochOrder.Of(nodes));
    }

    private static Technique Technique(string name) => new()
    {
        Name = name,
        Location = new SourceLocation(name),
        Head = HeadSettings.Linear,
        Optimizer = new AdamSettings(),
        Phases = [],
    };
}
