using Harness.Data;
using Harness.Data.Labels;
using Harness.Data.Splits;
using Harness.Data.Transforms;
using Harness.Diagnostics;
using Harness.Experiments;
using Harness.Models;
using Harness.Models.Backbones;
using Harness.Models.Heads;
using Harness.Models.Heads.Layers;
using Harness.Models.Heads.Poolings;
using Harness.Models.Parameters;
using Harness.Models.Parameters.Selectors;
using Harness.Planning;
using Harness.Training.Gradients;
using Harness.Training.Monitoring;
using Harness.Training.Objectives;
using Harness.Training.Objectives.Domains;
using Harness.Training.Objectives.Fitted;
using Harness.Training.Objectives.Tasks;
using Harness.Training.Optimizers;
using Harness.Training.Phases;
using Harness.Training.Schedules;

namespace Harness.Tests.Planning;

public sealed class PlannerTests
{
    private static readonly BackboneDescription Backbone = new()
    {
        Name = "b",
        Features = 4,
        MinimumImageSize = 32,
        PublishedImageSize = 224,
        Parameters = [new("conv1.weight", LayerKind.Convolution, [4, 3, 3, 3]), new("bn1.weight", LayerKind.BatchNorm, [4])],
        ClassifierPrefixes = ["fc."],
    };

    private static readonly Phase BatchNormOnly = Phase(1, ("body.batchnorm", 1e-3), ("head", 1e-3));
    private static readonly Phase HeadOnly = Phase(1, ("head", 1e-3));
    private static readonly Phase Everything = Phase(1, ("body", 5e-6), ("head", 5e-4));

    [Fact]
    public void Make_CommonFirstPhase_IsSharedAndForked()
    {
        var plan = Make([Technique("A", BatchNormOnly, BatchNormOnly), Technique("B", BatchNormOnly, Everything)]);

        Assert.Equal(3, plan.Nodes.Count);
        Assert.Equal(["A", "B"], plan.Nodes[0].Techniques);
        Assert.Same(plan.Nodes[0], plan.Runs[0].Nodes[0]);
        Assert.Same(plan.Nodes[0], plan.Runs[1].Nodes[0]);
        Assert.Same(plan.Nodes[0], plan.Runs[1].Nodes[1].Parent);
    }

    [Fact]
    public void Make_TwoPhasesOrOnePhaseOfTwoEpochs_AreTheSameEpochs() =>
        Assert.Equal(Keys(Technique("A", BatchNormOnly, BatchNormOnly)), Keys(Technique("A", BatchNormOnly with { Epochs = 2 })));

    [Fact]
    public void Make_SameParametersByOtherSelectors_AreTheSameEpochs() =>
        Assert.Equal(Keys(Technique("A", BatchNormOnly)), Keys(Technique("A", Phase(1, ("head", 1e-3), ("body.*bn*", 1e-3)))));

    [Fact]
    public void Make_WithoutSharing_GivesEveryTechniqueItsOwnEpochs() =>
        Assert.Equal(4, Make([Technique("A", BatchNormOnly, BatchNormOnly), Technique("B", BatchNormOnly, Everything)], share: false).Nodes.Count);

    [Fact]
    public void Make_SeveralSeeds_RunsAllTechniquesWithTheFirstSeedFirst()
    {
        var plan = Make([Technique("A", BatchNormOnly), Technique("B", Everything)], seeds: [7, 8]);

        Assert.Equal([("A", 7), ("B", 7), ("A", 8), ("B", 8)], plan.Runs.Select(training => (training.Technique.Name, training.Seed)));
    }

    public static TheoryData<string> Changes => ["rate", "batch norm", "objective", "head", "loss", "label smoothing", "body", "schedule", "optimizer", "decays", "gradients", "seed", "images", "weights", "transform", "batch size", "threads", "range of images", "revision"];

    [Theory]
    [MemberData(nameof(Changes))]
    public void Make_AnythingThatChangesTheResult_ChangesTheKey(string change)
    {
        var technique = Technique("A", BatchNormOnly);
        var before = Make([technique]).Nodes[0].Key;

        var after = change switch
        {
            "rate" => Make([Technique("A", Phase(1, ("body.batchnorm", 1e-3), ("head", 2e-3)))]),
            "batch norm" => Make([Technique("A", BatchNormOnly with { BatchNorm = BatchNormMode.Eval })]),
            "objective" => Make([Technique("A", BatchNormOnly with { Objective = new RotationSettings() })]),
            "head" => Make([technique with { Head = technique.Head with { Pool = Pooling.Concat } }]),
            "loss" => Make([technique with { Loss = new NegativeLogLikelihoodLoss() }]),
            "label smoothing" => Make([technique with { Loss = new CrossEntropyLoss(0.1) }]),
            "body" => Make([technique with { Initialization = Initialization.Random }]),
            "schedule" => Make([Technique("A", BatchNormOnly with { Schedule = new CosineScheduleSettings() })]),
            "optimizer" => Make([technique with { Optimizer = new AdamSettings { WeightDecay = 0.1 } }]),
            "decays" => Make([technique with { Optimizer = new AdamSettings { Decays = DecayedParameters.Weights } }]),
            "gradients" => Make([technique with { Gradients = [new ClipNormSettings(1)] }]),
            "seed" => Make([technique], seeds: [1]),
            "images" => Make([technique], manifest: "other"),
            "weights" => Make([technique], weights: "other"),
            "transform" => Make([technique], size: 64),
            "batch size" => Make([technique], batchSize: 32),
            "threads" => Make([technique], threads: 4),
            "range of images" => Make([technique], backbone: Backbone with { RescalesImages = true }),
            "revision" => Make([technique], backbone: Backbone with { Revision = 2 }),
            _ => throw new ArgumentOutOfRangeException(nameof(change)),
        };

        Assert.NotEqual(before, after.Nodes[0].Key);
    }

    [Theory]
    [InlineData("images")]
    [InlineData("transforms")]
    public void Make_OtherTarget_ChangesTheKeysOfEpochsThatSeeItAlone(string change)
    {
        var technique = Technique("A", BatchNormOnly, BatchNormOnly with { Objective = new DannSettings() });
        var target = new TargetSettings { Transforms = [new InvertSettings()] };

        var before = Make([technique], target: target).Nodes;
        var after = change == "images"
            ? Make([technique], target: target, targetHash: "other").Nodes
            : Make([technique], target: target with { Transforms = [new GrayscaleSettings()] }).Nodes;

        Assert.Equal(Make([technique with { Phases = [BatchNormOnly] }]).Nodes[0].Key, before[0].Key);
        Assert.Equal(before[0].Key, after[0].Key);
        Assert.NotEqual(before[1].Key, after[1].Key);
    }

    [Fact]
    public void Make_LossThatFollowsTheProgressOfItsPhase_DependsOnItsLength()
    {
        var phase = BatchNormOnly with { Objective = new DannSettings() };
        var target = new TargetSettings { Transforms = [new InvertSettings()] };

        Assert.NotEqual(
            Make([Technique("A", phase)], target: target).Nodes[0].Key, Make([Technique("A", phase with { Epochs = 2 })], target: target).Nodes[0].Key);
    }

    [Fact]
    public void Make_OtherLabels_ChangesTheKeysOfEpochsThatLearnThemAlone()
    {
        var technique = Technique("A", BatchNormOnly, BatchNormOnly with { Objective = new MultiTaskSettings([]) });

        var before = Make([technique], labels: Labels("one")).Nodes;
        var after = Make([technique], labels: Labels("other")).Nodes;

        Assert.Equal(Make([technique with { Phases = [BatchNormOnly] }]).Nodes[0].Key, before[0].Key);
        Assert.Equal(before[0].Key, after[0].Key);
        Assert.NotEqual(before[1].Key, after[1].Key);

        static LabelTable Labels(string hash) => new() { File = "l.csv", Columns = [new("color", ["red", "blue"])], Rows = new Dictionary<string, LabelRow>(), Hash = hash };
    }

    [Fact]
    public void Make_ClassesThatTrainingDoesNotSee_ChangeTheKeys()
    {
        var technique = Technique("A", BatchNormOnly);

        Assert.NotEqual(Make([technique]).Nodes[0].Key, Make([technique], unseen: new UnseenClasses(["rose"])).Nodes[0].Key);
    }

    [Fact]
    public void Make_PretrainingWithoutTheHead_IsSharedByTechniquesWithOtherHeads()
    {
        var rotation = Everything with { Objective = new RotationSettings() };
        var (plain, deep) = (Technique("A", rotation, HeadOnly), Technique("B", rotation, HeadOnly));

        var plan = Make([plain, deep with { Head = deep.Head with { Pool = Pooling.Concat } }]);

        Assert.Equal(["A B", "A", "B"], plan.Nodes.Select(node => string.Join(' ', node.Techniques)));
        Assert.Equal(["A", "B"], plan.SharedEpochs[1].Nodes.SelectMany(node => node.Techniques));
    }

    [Fact]
    public void Make_FrozenBackboneThatSeesOtherImages_IsNotShared()
    {
        var evaluated = HeadOnly with { BatchNorm = BatchNormMode.Eval };

        var plan = Make([Technique("A", evaluated with { Objective = new RotationSettings() }, evaluated), Technique("B", evaluated, evaluated)]);

        Assert.Equal(["A", "B", "A B"], plan.SharedEpochs.Select(epoch => string.Join(' ', epoch.Nodes.SelectMany(node => node.Techniques))));
        Assert.NotEqual(plan.Runs[0].Nodes[0].ValidFeatures, plan.Runs[0].Nodes[1].ValidFeatures);
        Assert.Equal(plan.Runs[1].Nodes[0].ValidFeatures, plan.Runs[0].Nodes[1].ValidFeatures);
    }

    [Fact]
    public void Make_OtherTrainingImagesWithTheSameValidation_ShareItsFeaturesAndNoEpoch()
    {
        var evaluated = HeadOnly with { BatchNorm = BatchNormMode.Eval };
        ObjectiveSettings[] objectives = [new ClassificationSettings(), new PrototypeSettings(), new MixupSettings { Alpha = 0.2 }, new CutMixSettings { Alpha = 1 }];

        var plan = Make([.. objectives.Select(objective => Technique(objective.Kind, evaluated with { Objective = objective, Train = objective.IsFitted ? [] : HeadOnly.Train }))]);

        Assert.Equal(objectives.Length, plan.SharedEpochs.Count);
        Assert.Single(plan.Nodes.Select(node => node.ValidFeatures).Distinct());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Make_SharedEpochOfWhichOneTechniqueHasValidatedBefore_KnowsWhichInAnyOrder(bool isFirst)
    {
        var evaluated = HeadOnly with { BatchNorm = BatchNormMode.Eval };
        var rotated = evaluated with { Objective = new RotationSettings() };
        var (before, not) = (Technique("before", evaluated, evaluated), Technique("not", rotated, evaluated));

        var plan = Make(isFirst ? [before, not] : [not, before]);

        Assert.Equal(2, plan.SharedEpochs[^1].Nodes.Count);
        Assert.All(plan.SharedEpochs[^1].Nodes, node => Assert.Equal(node.Techniques[0] == "before", node.HasValidatedBefore));
    }

    [Fact]
    public void Make_FrozenBackboneThatSeesOtherImagesForAnEpoch_HasValidatedBeforeAfterIt()
    {
        var evaluated = HeadOnly with { BatchNorm = BatchNormMode.Eval };

        var plan = Make([Technique("A", evaluated, evaluated with { Objective = new RotationSettings() }, evaluated)]);

        Assert.Equal([false, false, true], plan.Nodes.Select(node => node.HasValidatedBefore));
    }

    [Fact]
    public void Make_FrozenBackboneWhoseBatchNormAveragesOtherImages_IsAnother()
    {
        var plan = Make([Technique("A", HeadOnly with { Objective = new RotationSettings() }), Technique("B", HeadOnly)]);

        Assert.NotEqual(plan.Runs[0].Nodes[0].Backbone.After, plan.Runs[1].Nodes[0].Backbone.After);
    }

    // Whatever the language learns to say: what could be said before must keep its address, or every store would be worthless.
    // The values are those of the first version; planner_keys.py makes them from the JSON that is hashed.
    [Fact]
    public void Make_KeysOfStoredEpochs_StayTheSame() => Assert.Equal(
        ["87702d3bdf6ced8c4f5e966be3ed8ed7", "57faaa45619203047194e854bb286a34"],
        Keys(Technique("A", BatchNormOnly, Everything)));

    // A GPU computes all sums itself.
    [Theory]
    [InlineData("cpu", false)]
    [InlineData("cuda", true)]
    public void Make_OtherNumberOfThreads_AreOtherEpochsOnProcessorsOnly(string device, bool isSame)
    {
        string Key(int threads) => Make([Technique("A", HeadOnly)], threads: threads, device: device).Nodes[0].Key;

        Assert.Equal(isSame, Key(2) == Key(8));
    }

    [Theory]
    [InlineData("cpu", Precision.Float32, true, false)]
    [InlineData("cpu", Precision.Float32, false, true)]
    [InlineData("cpu", Precision.BFloat16, true, false)]
    [InlineData("cuda", Precision.Float32, true, true)]
    public void Make_WithoutWinograd_AreOtherEpochsWhereItCouldBeUsed(string device, Precision precision, bool hasWinograd, bool isSame)
    {
        string Key(bool isAllowed) =>
            Make([Technique("A", HeadOnly)], backbone: Backbone with { HasWinograd = hasWinograd }, device: device, precision: precision, allowsWinograd: isAllowed).Nodes[0].Key;

        Assert.Equal(isSame, Key(true) == Key(false));
    }

    // What an earlier version stored of them was computed with stochastic depth; nothing else has changed.
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Make_BackboneThatSkipsBlocks_HasComputedEpochsOfItsOwn(bool isComputed)
    {
        var phase = isComputed ? HeadOnly with { Objective = new PrototypeSettings(), BatchNorm = BatchNormMode.Eval, Train = [] } : HeadOnly;
        string Key(bool skips) => Make([Technique("A", phase)], backbone: Backbone with { SkipsBlocks = skips }).Nodes[0].Key;

        Assert.Equal(!isComputed, Key(skips: true) == Key(skips: false));
    }

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

    // Neither decides what an epoch gives, only which epochs there are and which of them is looked at.
    [Fact]
    public void Make_EarlyStoppingAndWhatIsKept_AreNoPartOfTheKey()
    {
        var technique = Technique("A", BatchNormOnly, Everything);
        Assert.Equal(Keys(technique), Keys(technique with { EarlyStopping = new(1), Keep = KeepRule.BestLoss }));
    }

    [Fact]
    public void Make_ScheduleOverAllPhases_IsThatOfOnePhaseWhereTheRatesAreTheSame()
    {
        var cosine = new CosineScheduleSettings(WarmUpEpochs: 1);
        Assert.Equal(
            Keys(Technique("A", BatchNormOnly with { Epochs = 3, Schedule = cosine })),
            Keys(Technique("A", BatchNormOnly, BatchNormOnly with { Epochs = 2 }) with { Schedule = cosine }));
        Assert.Empty(Keys(Technique("A", BatchNormOnly, Everything)).Intersect(Keys(Technique("A", BatchNormOnly, Everything) with { Schedule = cosine })));
    }

    // One wave across an unfreezing: the second phase continues where the first one ended.
    [Fact]
    public void Make_ScheduleOverAllPhases_GivesEveryEpochItsPlaceInTheWhole()
    {
        var plan = Make([Technique("A", BatchNormOnly, Everything with { Epochs = 3 }) with { Schedule = new CosineScheduleSettings() }]);
        var factors = plan.Nodes.SelectMany(node => Enumerable.Range(0, 2).Select(step => node.Task.Schedule.Factor(step, epochSteps: 2)));
        Assert.Equal(Enumerable.Range(0, 8).Select(step => (1 + Math.Cos(Math.PI * step / 8)) / 2), factors, (one, other) => Math.Abs(one - other) < 1e-12);
    }

    [Fact]
    public void Make_RandomBackbone_IsTheSameAsWithoutWeights() => Assert.Equal(
        Make([Technique("A", Everything)], weights: null).Nodes[0].Key,
        Make([Technique("A", Everything) with { Initialization = Initialization.Random }]).Nodes[0].Key);

    [Fact]
    public void Make_HeadsOnABackboneInTheSameStates_ShareItsSharedEpochs()
    {
        var plan = Make([Technique("A", HeadOnly, HeadOnly), Deeper("B", HeadOnly, HeadOnly)]);

        Assert.Equal(4, plan.Nodes.Count);
        Assert.Equal([["A", "B"], ["A", "B"]], plan.SharedEpochs.Select(sharedEpoch => sharedEpoch.Nodes.SelectMany(node => node.Techniques)));
    }

    [Fact]
    public void Make_BackbonesThatGoDifferentWays_ShareNoSharedEpoch()
    {
        var eval = HeadOnly with { BatchNorm = BatchNormMode.Eval };

        var plan = Make([Technique("A", HeadOnly, HeadOnly), Deeper("B", eval, HeadOnly), Deeper("C", BatchNormOnly, HeadOnly)]);

        Assert.Equal(6, plan.SharedEpochs.Count);
    }

    [Fact]
    public void Make_SeedsEpochsAndBatchNormModes_HaveSharedEpochsOfTheirOwn()
    {
        var eval = HeadOnly with { BatchNorm = BatchNormMode.Eval };

        var plan = Make([Technique("A", HeadOnly, eval), Deeper("B", eval, HeadOnly)], seeds: [0, 1]);

        Assert.Equal(8, plan.SharedEpochs.Count);
        Assert.All(plan.SharedEpochs, sharedEpoch => Assert.False(sharedEpoch.IsShared));
    }

    [Fact]
    public void Make_FrozenBackboneInEvalMode_StaysInOneStateForAllEpochsAndSeeds()
    {
        var eval = HeadOnly with { BatchNorm = BatchNormMode.Eval };

        var plan = Make([Technique("A", eval, eval), Deeper("B", eval)], seeds: [0, 1]);

        Assert.Single(plan.Nodes.SelectMany(node => (string[])[node.Backbone.Before, node.Backbone.After]).Distinct());
    }

    [Fact]
    public void Make_FrozenBackboneWithoutBatchNorm_StaysInOneStateForAllEpochsSeedsAndModes()
    {
        var vgg16 = BackboneRegistry.Catalog.Describe("vgg16")!;

        var plan = Make([Technique("A", HeadOnly, HeadOnly), Deeper("B", HeadOnly with { BatchNorm = BatchNormMode.Eval })], seeds: [0, 1], backbone: vgg16);

        Assert.Single(plan.Nodes.SelectMany(node => (string[])[node.Backbone.Before, node.Backbone.After]).Distinct());
        Assert.Single(plan.Nodes.Select(node => node.ValidFeatures).Distinct());
    }

    [Fact]
    public void Make_FrozenBackboneWithBatchNorm_IsInAnotherStateAfterEveryEpochAndSeed()
    {
        var bn = BackboneRegistry.Catalog.Describe("vgg16_bn")!;

        var plan = Make([Technique("A", HeadOnly, HeadOnly)], seeds: [0, 1], backbone: bn);

        Assert.Equal(4, plan.Nodes.Select(node => node.ValidFeatures).Distinct().Count());
    }

    [Fact]
    public void Make_RandomBackbones_AreOfTheirSeeds() =>
        Assert.Equal(2, Make([Technique("A", HeadOnly)], seeds: [0, 1], weights: null).Nodes.Select(node => node.Backbone.Before).Distinct().Count());

    [Fact]
    public void Make_SharedEpochs_ComeAfterWhatTheyStartFrom()
    {
        var plan = Make([Technique("A", BatchNormOnly, Everything, HeadOnly), Technique("B", HeadOnly, HeadOnly), Deeper("C", HeadOnly, Everything)], seeds: [0, 1]);

        var seen = new HashSet<string>();
        foreach (var sharedEpoch in plan.SharedEpochs)
        {
            Assert.All(sharedEpoch.Nodes, node => Assert.True(node.Parent is null || seen.Contains(node.Parent.Key)));
            seen.UnionWith(sharedEpoch.Nodes.Select(node => node.Key));
        }
        Assert.Equal(plan.Nodes.Count, seen.Count);
    }

    private static Technique Deeper(string name, params Phase[] phases) =>
        Technique(name, phases) with { Head = new HeadSettings { Pool = Pooling.Concat, Layers = [new LinearLayer(null)] } };

    private static IEnumerable<string> Keys(Technique technique) => Make([technique]).Nodes.Select(node => node.Key);

    private static Plan Make(
        IReadOnlyList<Technique> techniques,
        IReadOnlyList<long>? seeds = null,
        bool share = true,
        string manifest = "m",
        string? weights = "w",
        int size = 32,
        int batchSize = 8,
        int threads = 2,
        TargetSettings? target = null,
        string targetHash = "target",
        LabelTable? labels = null,
        UnseenClasses? unseen = null,
        BackboneDescription? backbone = null,
        string device = "cpu",
        Precision precision = Precision.Float32,
        bool allowsWinograd = true) => Planner.Make(
        new Suite
        {
            Name = "s",
            File = "s.yaml",
            Data = new DataSettings
            {
                Split = new SplitSettings { Rule = SplitRule.First, Fraction = 0.2 },
                BatchSize = batchSize,
                Target = target,
                Unseen = unseen,
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
            Numerics = new Numerics(device, "1.13", threads) { Compute = new(FoldsBatchNorm: false, precision, allowsWinograd) },
            Backbone = backbone ?? Backbone,
            Labels = new LabelSpace(2) { Table = labels },
            TargetHash = target is null ? null : targetHash,
            Share = share,
        });

    private static Technique Technique(string name, params Phase[] phases) => new()
    {
        Name = name,
        Location = new SourceLocation(name),
        Head = HeadSettings.Linear,
        Optimizer = new AdamSettings(),
        Phases = phases,
    };

    private static Phase Phase(int epochs, params (string Selector, double Rate)[] train) => new()
    {
        Epochs = epochs,
        Train = train.Select(rule => new TrainRule(Selector.Parse(rule.Selector), rule.Rate, new SourceLocation("p"))).ToList(),
    };
}
