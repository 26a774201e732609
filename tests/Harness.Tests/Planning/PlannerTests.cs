using Harness.Data;
using Harness.Data.Splits;
using Harness.Data.Transforms;
using Harness.Diagnostics;
using Harness.Experiments;
using Harness.Models;
using Harness.Models.Heads;
using Harness.Models.Heads.Layers;
using Harness.Models.Heads.Poolings;
using Harness.Models.Parameters;
using Harness.Models.Parameters.Selectors;
using Harness.Planning;
using Harness.Training.Objectives;
using Harness.Training.Optimizers;
using Harness.Training.Phases;
using Harness.Training.Schedules;

namespace Harness.Tests.Planning;

public sealed class PlannerTests
{
    private static readonly ParameterDescription[] Parameters =
    [
        new("body.conv1.weight", LayerKind.Convolution, [4, 3, 3, 3]),
        new("body.bn1.weight", LayerKind.BatchNorm, [4]),
        new("head.0.weight", LayerKind.Linear, [2, 4]),
    ];

    private static readonly Phase BatchNormOnly = Phase(1, ("body.batchnorm", 1e-3), ("head", 1e-3));
    private static readonly Phase HeadOnly = Phase(1, ("head", 1e-3));
    private static readonly Phase Everything = Phase(1, ("body", 5e-6), ("head", 5e-4));

    [Fact]
    public void Make_CommonFirstPhase_IsSharedAndForked()
    {
        var plan = Make([Technique("A", BatchNormOnly, BatchNormOnly), Technique("B", BatchNormOnly, Everything)]);

        Assert.Equal(3, plan.Stages.Count);
        Assert.Equal(["A", "B"], plan.Stages[0].Techniques);
        Assert.Same(plan.Stages[0], plan.Trainings[0].Stages[0]);
        Assert.Same(plan.Stages[0], plan.Trainings[1].Stages[0]);
        Assert.Same(plan.Stages[0], plan.Trainings[1].Stages[1].Parent);
    }

    [Fact]
    public void Make_TwoPhasesOrOnePhaseOfTwoEpochs_AreTheSameStages() =>
        Assert.Equal(Keys(Technique("A", BatchNormOnly, BatchNormOnly)), Keys(Technique("A", BatchNormOnly with { Epochs = 2 })));

    [Fact]
    public void Make_SameParametersByOtherSelectors_AreTheSameStages() =>
        Assert.Equal(Keys(Technique("A", BatchNormOnly)), Keys(Technique("A", Phase(1, ("head", 1e-3), ("body.*bn*", 1e-3)))));

    [Fact]
    public void Make_WithoutSharing_GivesEveryTechniqueItsOwnStages() =>
        Assert.Equal(4, Make([Technique("A", BatchNormOnly, BatchNormOnly), Technique("B", BatchNormOnly, Everything)], share: false).Stages.Count);

    [Fact]
    public void Make_SeveralSeeds_RunsAllTechniquesWithTheFirstSeedFirst()
    {
        var plan = Make([Technique("A", BatchNormOnly), Technique("B", Everything)], seeds: [7, 8]);

        Assert.Equal([("A", 7), ("B", 7), ("A", 8), ("B", 8)], plan.Trainings.Select(training => (training.Technique.Name, training.Seed)));
    }

    public static TheoryData<string> Changes => ["rate", "batch norm", "head", "loss", "label smoothing", "body", "schedule", "optimizer", "seed", "images", "weights", "transform", "batch size", "threads"];

    [Theory]
    [MemberData(nameof(Changes))]
    public void Make_AnythingThatChangesTheResult_ChangesTheKey(string change)
    {
        var technique = Technique("A", BatchNormOnly);
        var before = Make([technique]).Stages[0].Key;

        var after = change switch
        {
            "rate" => Make([Technique("A", Phase(1, ("body.batchnorm", 1e-3), ("head", 2e-3)))]),
            "batch norm" => Make([Technique("A", BatchNormOnly with { BatchNorm = BatchNormMode.Eval })]),
            "head" => Make([technique with { Head = technique.Head with { Pool = Pooling.Concat } }]),
            "loss" => Make([technique with { Loss = new NegativeLogLikelihoodLoss() }]),
            "label smoothing" => Make([technique with { Loss = new CrossEntropyLoss(0.1) }]),
            "body" => Make([technique with { Body = BodyStart.Random }]),
            "schedule" => Make([Technique("A", BatchNormOnly with { Schedule = new CosineScheduleSettings() })]),
            "optimizer" => Make([technique with { Optimizer = new AdamSettings { WeightDecay = 0.1 } }]),
            "seed" => Make([technique], seeds: [1]),
            "images" => Make([technique], manifest: "other"),
            "weights" => Make([technique], weights: "other"),
            "transform" => Make([technique], size: 64),
            "batch size" => Make([technique], batchSize: 32),
            "threads" => Make([technique], threads: 4),
            _ => throw new ArgumentOutOfRangeException(nameof(change)),
        };

        Assert.NotEqual(before, after.Stages[0].Key);
    }

    // Whatever the language learns to say: what could be said before must keep its address, or every store would be worthless.
    // The values are those of the first version; planner_keys.py makes them from the JSON that is hashed.
    [Fact]
    public void Make_KeysOfStoredStages_StayTheSame() => Assert.Equal(
        ["6ead92f684f8b21f6c901e699b54adc7", "8898c062dc48c5d8a40f4aee396bacde"],
        Keys(Technique("A", BatchNormOnly, Everything)));

    [Fact]
    public void Make_ConstantScheduleOfAnyLength_SharesItsBeginning() => Assert.Equal(
        Keys(Technique("A", BatchNormOnly with { Epochs = 2 })),
        Keys(Technique("A", BatchNormOnly with { Epochs = 3 })).Take(2));

    [Fact]
    public void Make_ScheduleOfAnotherLength_SharesNothing()
    {
        var cosine = BatchNormOnly with { Schedule = new CosineScheduleSettings() };
        Assert.Empty(Keys(Technique("A", cosine with { Epochs = 2 })).Intersect(Keys(Technique("A", cosine with { Epochs = 3 }))));
    }

    [Fact]
    public void Make_TwoPhasesWithASchedule_AreNotOnePhaseOfTwoEpochs()
    {
        var cosine = BatchNormOnly with { Schedule = new CosineScheduleSettings() };
        Assert.NotEqual(Keys(Technique("A", cosine, cosine)), Keys(Technique("A", cosine with { Epochs = 2 })));
    }

    [Fact]
    public void Make_RandomBody_IsTheSameAsWithoutWeights() => Assert.Equal(
        Make([Technique("A", Everything)], weights: null).Stages[0].Key,
        Make([Technique("A", Everything) with { Body = BodyStart.Random }]).Stages[0].Key);

    [Fact]
    public void Make_HeadsOnABodyInTheSameStates_ShareItsPasses()
    {
        var plan = Make([Technique("A", HeadOnly, HeadOnly), Deeper("B", HeadOnly, HeadOnly)]);

        Assert.Equal(4, plan.Stages.Count);
        Assert.Equal([["A", "B"], ["A", "B"]], plan.Passes.Select(pass => pass.Stages.SelectMany(stage => stage.Techniques)));
    }

    [Fact]
    public void Make_BodiesThatGoDifferentWays_ShareNoPass()
    {
        var eval = HeadOnly with { BatchNorm = BatchNormMode.Eval };

        var plan = Make([Technique("A", HeadOnly, HeadOnly), Deeper("B", eval, HeadOnly), Deeper("C", BatchNormOnly, HeadOnly)]);

        Assert.Equal(6, plan.Passes.Count);
    }

    [Fact]
    public void Make_SeedsEpochsAndBatchNormModes_HavePassesOfTheirOwn()
    {
        var eval = HeadOnly with { BatchNorm = BatchNormMode.Eval };

        var plan = Make([Technique("A", HeadOnly, eval), Deeper("B", eval, HeadOnly)], seeds: [0, 1]);

        Assert.Equal(8, plan.Passes.Count);
        Assert.All(plan.Passes, pass => Assert.False(pass.IsShared));
    }

    [Fact]
    public void Make_FrozenBodyInEvalMode_StaysInOneStateForAllEpochsAndSeeds()
    {
        var eval = HeadOnly with { BatchNorm = BatchNormMode.Eval };

        var plan = Make([Technique("A", eval, eval), Deeper("B", eval)], seeds: [0, 1]);

        Assert.Single(plan.Stages.SelectMany(stage => (string[])[stage.Body.Before, stage.Body.After]).Distinct());
    }

    [Fact]
    public void Make_RandomBodies_AreOfTheirSeeds() =>
        Assert.Equal(2, Make([Technique("A", HeadOnly)], seeds: [0, 1], weights: null).Stages.Select(stage => stage.Body.Before).Distinct().Count());

    [Fact]
    public void Make_Passes_ComeAfterWhatTheyStartFrom()
    {
        var plan = Make([Technique("A", BatchNormOnly, Everything, HeadOnly), Technique("B", HeadOnly, HeadOnly), Deeper("C", HeadOnly, Everything)], seeds: [0, 1]);

        var seen = new HashSet<string>();
        foreach (var pass in plan.Passes)
        {
            Assert.All(pass.Stages, stage => Assert.True(stage.Parent is null || seen.Contains(stage.Parent.Key)));
            seen.UnionWith(pass.Stages.Select(stage => stage.Key));
        }
        Assert.Equal(plan.Stages.Count, seen.Count);
    }

    private static Technique Deeper(string name, params Phase[] phases) =>
        Technique(name, phases) with { Head = new HeadSettings { Pool = Pooling.Concat, Layers = [new LinearLayer(null)] } };

    private static IEnumerable<string> Keys(Technique technique) => Make([technique]).Stages.Select(stage => stage.Key);

    private static Plan Make(
        IReadOnlyList<Technique> techniques,
        IReadOnlyList<long>? seeds = null,
        bool share = true,
        string manifest = "m",
        string? weights = "w",
        int size = 32,
        int batchSize = 8,
        int threads = 2) => Planner.Make(
        new Suite
        {
            Name = "s",
            File = "s.yaml",
            Data = new DataSettings
            {
                Split = new SplitSettings { Rule = SplitRule.First, Fraction = 0.2 },
                BatchSize = batchSize,
                Train = [new RandomResizedCropSettings(size), NormalizeSettings.ImageNet],
                Valid = [new CenterCropSettings(size), NormalizeSettings.ImageNet],
            },
            Backbone = "b",
            Seeds = seeds ?? [0],
            Techniques = techniques,
        },
        new PlanInputs
        {
            ManifestHash = manifest,
            WeightsHash = weights,
            Numerics = new Numerics("cpu", "1.13", threads) { Compute = new(FoldsBatchNorm: false, Precision.Float32) },
            Parameters = _ => Parameters,
            Share = share,
        });

    private static Technique Technique(string name, params Phase[] phases) => new()
    {
        Name = name,
        Location = new SourceLocation(name),
        Head = new HeadSettings { Pool = Pooling.Avg, Layers = [new LinearLayer(null)] },
        Optimizer = new AdamSettings(),
        Phases = phases,
    };

    private static Phase Phase(int epochs, params (string Selector, double Rate)[] train) => new()
    {
        Epochs = epochs,
        Train = train.Select(rule => new TrainRule(Selector.Parse(rule.Selector), rule.Rate, new SourceLocation("p"))).ToList(),
    };
}
