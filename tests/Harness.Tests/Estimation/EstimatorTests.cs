using Harness.Estimation;
using Harness.Planning;
using Harness.Tests.Planning;

namespace Harness.Tests.Estimation;

public sealed class EstimatorTests
{
    // Decoding: 0.1 s a batch the first time, a quarter of that afterwards.
    private static readonly ImageCost Images = new(TrainBatches: 10, ValidBatches: 4, DecodeSeconds: 0.1, CachedPart: 0.75)
    {
        DecodesBesideTraining = false,
        KeptBackbones = 1,
    };

    private static readonly EpochNode A1 = MadeUpPlans.Node("a1");
    private static readonly EpochNode B1 = MadeUpPlans.Node("b1");

    [Fact]
    public void Of_BackboneInOneState_DecodesAllOnceAndValidatesOnce()
    {
        var plan = MadeUpPlans.Plan(("A", [A1, MadeUpPlans.Node("a2", A1)]), ("B", [B1, MadeUpPlans.Node("b2", B1)]));

        var estimate = Estimate(plan, plan.SharedEpochs, 0.6, 0.7);

        const double first = 1 + (10 * (0.5 + 0.1)) + (4 * (0.2 + 0.1));
        const double second = 1 + (10 * (0.5 + 0.025));
        Assert.Equal(first + second, estimate.Seconds, 9);
        Assert.Equal((first + second) * 1.3, estimate.AloneSeconds, 9);
        Assert.Equal([("A", 2), ("B", 2)], estimate.Techniques.Select(row => (row.Technique.Name, row.Epochs)));
        Assert.Equal((first + second) * 0.7, estimate.Techniques[1].AloneSeconds, 9);
    }

    [Fact]
    public void Of_BackbonesInOtherStates_ValidateEach()
    {
        var plan = MadeUpPlans.Plan(("A", [MadeUpPlans.Node("a", trains: true)]), ("B", [MadeUpPlans.Node("b", trains: true)]));

        var estimate = Estimate(plan, plan.SharedEpochs, 1);

        const double first = 1 + (10 * (0.5 + 0.1)) + (4 * (0.2 + 0.1));
        const double second = 1 + (10 * (0.5 + 0.025)) + (4 * (0.2 + 0.025));
        Assert.Equal(first + second, estimate.Seconds, 9);
    }

    [Fact]
    public void Of_SomeEpochsStored_CountsTheMissingOnly()
    {
        var plan = MadeUpPlans.Plan(("A", [A1, MadeUpPlans.Node("a2", A1, trains: true)]), ("B", [B1]));

        var estimate = Estimate(plan, [plan.SharedEpochs.Single(sharedEpoch => sharedEpoch.Backbone.Trains)], 1);

        Assert.Equal([("A", 1), ("B", 0)], estimate.Techniques.Select(row => (row.Technique.Name, row.Epochs)));
        Assert.Equal(0, estimate.Techniques[1].AloneSeconds);
        Assert.Equal(estimate.Seconds, estimate.AloneSeconds, 9);
    }

    [Fact]
    public void Of_EpochOfTwoTechniques_IsSpentOnceAndCountsForBothAlone()
    {
        var common = MadeUpPlans.Node("common", trains: true);
        var plan = MadeUpPlans.Plan(("A", [common]), ("B", [common]));

        var estimate = Estimate(plan, plan.SharedEpochs, 1);

        Assert.Equal(2 * estimate.Seconds, estimate.AloneSeconds, 9);
    }

    [Fact]
    public void Of_FeaturesThatDoNotFit_ValidatesInEverySharedEpoch()
    {
        var plan = MadeUpPlans.Plan(("A", [A1, MadeUpPlans.Node("a2", A1)]));

        var estimator = Prepare(plan, Images with { KeptBackbones = 0 }, 1);
        var estimate = estimator.Of(plan.SharedEpochs);

        const double first = 1 + (10 * (0.5 + 0.1)) + (4 * (0.2 + 0.1));
        const double second = 1 + (10 * (0.5 + 0.025)) + (4 * (0.2 + 0.025));
        Assert.Equal(first + second, estimate.Seconds, 9);
        Assert.Equal(estimate.Seconds, estimate.AloneSeconds, 9);
        Assert.Equal(0, estimator.MaximumKeptBackbones);
    }

    [Theory]
    [InlineData(1, 3)]
    [InlineData(2, 2)]
    public void Of_BackbonesInTurns_AreValidatedAgainWhereThereWasNoRoom(long keptBackbones, int validations)
    {
        var plan = MadeUpPlans.Plan(
            ("A", [MadeUpPlans.Node("a", backbone: "v")]),
            ("B", [MadeUpPlans.Node("b", backbone: "w")]),
            ("C", [MadeUpPlans.Node("c", backbone: "v", seed: 1)]),
            ("D", [MadeUpPlans.Node("d", backbone: "w", seed: 1)]));

        var estimator = Prepare(plan, Images with { KeptBackbones = keptBackbones, DecodeSeconds = 0 }, 1);

        Assert.Equal((4 * (1 + 5)) + (validations * 0.8), estimator.Of(plan.SharedEpochs).Seconds, 9);
        Assert.Equal(keptBackbones, estimator.MaximumKeptBackbones);
    }

    [Fact]
    public void Of_ValidatedByAnotherSeed_CountsOnceASeedAlone()
    {
        var other = MadeUpPlans.Node("s1", seed: 1);
        var plan = MadeUpPlans.Plan(("A", [A1, MadeUpPlans.Node("a2", A1)]), ("B", [other, MadeUpPlans.Node("s2", other, seed: 1)]));

        var estimate = Prepare(plan, Images with { DecodeSeconds = 0 }, 1).Of(plan.SharedEpochs);

        Assert.Equal((4 * (1 + 5)) + 0.8, estimate.Seconds, 9);
        Assert.All(estimate.Techniques, row => Assert.Equal((2 * (1 + 5)) + 0.8, row.AloneSeconds, 9));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Of_ValidatedByOneOfTwoTechniques_CountsForTheOtherAlone(bool isFirst)
    {
        var changed = MadeUpPlans.Node("b1", backbone: "v");
        (string, EpochNode[]) validated = ("A", [A1, MadeUpPlans.Node("a2", A1)]);
        (string, EpochNode[]) other = ("B", [changed, MadeUpPlans.Node("b2", changed)]);
        var plan = isFirst ? MadeUpPlans.Plan(validated, other) : MadeUpPlans.Plan(other, validated);

        var estimate = Prepare(plan, Images with { DecodeSeconds = 0, KeptBackbones = 2 }, 1, 1).Of(plan.SharedEpochs);

        var alone = estimate.Techniques.ToDictionary(row => row.Technique.Name, row => row.AloneSeconds);
        Assert.Equal((2 * (1 + 5)) + 0.8, alone["A"], 9);
        Assert.Equal((2 * (1 + 5)) + 0.8 + 0.8, alone["B"], 9);
    }

    [Theory]
    [InlineData(0.3, 0.5)]
    [InlineData(0.7, 0.7)]
    public void Of_DecodingBesideTraining_TakesTheSlowerOfTheTwo(double decodeSeconds, double trainBatchSeconds)
    {
        var plan = MadeUpPlans.Plan(("A", [A1]));

        var estimate = Prepare(plan, Images with { DecodeSeconds = decodeSeconds, DecodesBesideTraining = true }, 1).Of(plan.SharedEpochs);

        Assert.Equal(1 + (10 * trainBatchSeconds) + (4 * decodeSeconds), estimate.Seconds, 9);
    }

    [Fact]
    public void Of_KindThatCouldNotBeMeasured_TakesTheNearestByWork()
    {
        var cheap = MadeUpPlans.Node("cheap", cost: 1);
        var dear = MadeUpPlans.Node("dear", trains: true, selector: "body.batchnorm", cost: 2);
        var failed = MadeUpPlans.Node("failed", trains: true, selector: "body", cost: 3);
        var plan = MadeUpPlans.Plan(("A", [cheap]), ("B", [dear]), ("C", [failed]));
        var measurements = new EpochMeasurements();
        measurements.Add(plan.SharedEpochs[0], new(OverheadSeconds: 7, TrainBatchSeconds: 0.9, ValidBatchSeconds: 0.9, [1]));
        measurements.Add(plan.SharedEpochs[1], new(OverheadSeconds: 1, TrainBatchSeconds: 0.5, ValidBatchSeconds: 0.2, [1]));

        var estimate = new Estimator(plan, measurements, Images with { DecodeSeconds = 0 }).Of(plan.SharedEpochs);

        Assert.Equal(1 + (10 * 0.5 * 3 / 2) + 0.8, estimate.Techniques[2].AloneSeconds, 9);
        Assert.True(estimate.IsTimed);
    }

    [Fact]
    public void Of_KindMeasuredSeveralTimes_TakesTheMedians()
    {
        var plan = MadeUpPlans.Plan(("A", [A1]));
        var measurements = new EpochMeasurements();
        measurements.Add(plan.SharedEpochs[0], new(OverheadSeconds: 1, TrainBatchSeconds: 0.6, ValidBatchSeconds: 0.2, [0.5]));
        measurements.Add(plan.SharedEpochs[0], new(OverheadSeconds: 2, TrainBatchSeconds: 9.9, ValidBatchSeconds: 0.1, [1]));
        measurements.Add(plan.SharedEpochs[0], new(OverheadSeconds: 3, TrainBatchSeconds: 0.5, ValidBatchSeconds: 0.3, [0.25]));

        var estimate = new Estimator(plan, measurements, Images with { DecodeSeconds = 0 }).Of(plan.SharedEpochs);

        Assert.Equal(2 + (10 * 0.6) + (4 * 0.2), estimate.Seconds, 9);
        Assert.Equal(estimate.Seconds / 2, estimate.AloneSeconds, 9);
    }

    [Fact]
    public void Of_NothingMeasured_CountsTheEpochsAndHasNoTimes()
    {
        var plan = MadeUpPlans.Plan(("A", [A1]));

        var estimate = new Estimator(plan, new EpochMeasurements(), Images).Of(plan.SharedEpochs);

        Assert.Equal((false, 0), (estimate.IsTimed, estimate.Seconds));
        Assert.Equal([("A", 1)], estimate.Techniques.Select(row => (row.Technique.Name, row.Epochs)));
    }

    private static SuiteEstimate Estimate(Plan plan, IReadOnlyList<SharedEpoch> toRun, params double[] aloneShares) =>
        Prepare(plan, Images, aloneShares).Of(toRun);

    private static Estimator Prepare(Plan plan, ImageCost images, params double[] aloneShares)
    {
        var measurements = new EpochMeasurements();
        foreach (var sharedEpoch in plan.SharedEpochs.DistinctBy(EpochKind.Of))
            measurements.Add(sharedEpoch, new(OverheadSeconds: 1, TrainBatchSeconds: 0.5, ValidBatchSeconds: 0.2, aloneShares));
        return new(plan, measurements, images);
    }
}
