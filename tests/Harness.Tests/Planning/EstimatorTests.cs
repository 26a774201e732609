using Harness.Planning;

namespace Harness.Tests.Planning;

public sealed class EstimatorTests
{
    // Decoding: 0.1 s a batch the first time, a quarter of that afterwards.
    private static readonly ImageCost Images = new(TrainBatches: 10, ValidBatches: 4, DecodeSeconds: 0.1, CachedPart: 0.75);

    private static readonly Stage A1 = MadeUpPlans.Stage("a1");
    private static readonly Stage B1 = MadeUpPlans.Stage("b1");

    [Fact]
    public void Of_BodyInOneState_DecodesAllOnceAndValidatesOnce()
    {
        var plan = MadeUpPlans.Plan(("A", [A1, MadeUpPlans.Stage("a2", A1)]), ("B", [B1, MadeUpPlans.Stage("b2", B1)]));

        var estimate = Estimate(plan, plan.Passes, 0.6, 0.7);

        const double first = 1 + (10 * (0.5 + 0.1)) + (4 * (0.2 + 0.1));
        const double second = 1 + (10 * (0.5 + 0.025));
        Assert.Equal(first + second, estimate.Seconds, 9);
        Assert.Equal((first + second) * 1.3, estimate.AloneSeconds, 9);
        Assert.Equal([("A", 2), ("B", 2)], estimate.Techniques.Select(row => (row.Technique.Name, row.Epochs)));
        Assert.Equal((first + second) * 0.7, estimate.Techniques[1].AloneSeconds, 9);
        Assert.Equal(77, estimate.PeakBytes);
    }

    [Fact]
    public void Of_BodiesInOtherStates_ValidateEach()
    {
        var plan = MadeUpPlans.Plan(("A", [MadeUpPlans.Stage("a", trains: true)]), ("B", [MadeUpPlans.Stage("b", trains: true)]));

        var estimate = Estimate(plan, plan.Passes, 1);

        const double first = 1 + (10 * (0.5 + 0.1)) + (4 * (0.2 + 0.1));
        const double second = 1 + (10 * (0.5 + 0.025)) + (4 * (0.2 + 0.025));
        Assert.Equal(first + second, estimate.Seconds, 9);
    }

    [Fact]
    public void Of_SomeEpochsStored_CountsTheMissingOnly()
    {
        var plan = MadeUpPlans.Plan(("A", [A1, MadeUpPlans.Stage("a2", A1, trains: true)]), ("B", [B1]));

        var estimate = Estimate(plan, [plan.Passes.Single(pass => pass.Body.Trains)], 1);

        Assert.Equal([("A", 1), ("B", 0)], estimate.Techniques.Select(row => (row.Technique.Name, row.Epochs)));
        Assert.Equal(0, estimate.Techniques[1].AloneSeconds);
        Assert.Equal(estimate.Seconds, estimate.AloneSeconds, 9);
    }

    [Fact]
    public void Of_EpochOfTwoTechniques_IsSpentOnceAndCountsForBothAlone()
    {
        var common = MadeUpPlans.Stage("common", trains: true);
        var plan = MadeUpPlans.Plan(("A", [common]), ("B", [common]));

        var estimate = Estimate(plan, plan.Passes, 1);

        Assert.Equal(2 * estimate.Seconds, estimate.AloneSeconds, 9);
    }

    private static SuiteEstimate Estimate(Plan plan, IReadOnlyList<Pass> toRun, params double[] aloneShares)
    {
        var measurement = new PassMeasurement(OverheadSeconds: 1, TrainBatchSeconds: 0.5, ValidBatchSeconds: 0.2, aloneShares);
        var measurements = toRun.Select(PassKind.Of).Distinct().ToDictionary(kind => kind, _ => measurement);
        return new Estimator(plan, measurements, Images).Of(toRun, peakBytes: 77);
    }
}
