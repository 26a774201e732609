using Harness.Estimation;
using Harness.Models;
using Harness.Models.Heads.Layers;
using Harness.Models.Heads.Poolings;
using Harness.Planning;
using Harness.Tests.Planning;
using Harness.Training.Optimizers;

namespace Harness.Tests.Estimation;

public sealed class PassKindTests
{
    private static readonly string Plain = KindOf(MadeUpPlans.Stage("a"));

    [Fact]
    public void Of_OtherSeedRateEpochOrBody_IsTheSameKind()
    {
        Assert.Equal(Plain, KindOf(MadeUpPlans.Stage("b", seed: 3, rate: 0.5, body: "other")));
        Assert.Equal(Plain, KindOf(MadeUpPlans.Stage("c", parent: MadeUpPlans.Stage("a"))));
        Assert.Equal(Plain, KindOf(MadeUpPlans.Stage("d", optimizer: new AdamSettings { WeightDecay = 0.1 })));
    }

    [Fact]
    public void Of_WhateverTakesAnotherTime_IsAKindOfItsOwn()
    {
        string[] kinds =
        [
            Plain,
            KindOf(MadeUpPlans.Stage("a", batchNorm: BatchNormMode.Train)),
            KindOf(MadeUpPlans.Stage("a", head: MadeUpPlans.LinearHead with { Pool = Pooling.Concat })),
            KindOf(MadeUpPlans.Stage("a", head: MadeUpPlans.LinearHead with { Layers = [new LinearLayer(8), new LinearLayer(null)] })),
            KindOf(MadeUpPlans.Stage("a", head: MadeUpPlans.LinearHead with { Layers = [new LinearLayer(16), new LinearLayer(null)] })),
            KindOf(MadeUpPlans.Stage("a", optimizer: new SgdSettings())),
            KindOf(MadeUpPlans.Stage("a", selector: "body.batchnorm", trains: true)),
            KindOf(MadeUpPlans.Stage("a"), MadeUpPlans.Stage("b")),
        ];

        Assert.Equal(kinds.Length, kinds.Distinct().Count());
    }

    private static string KindOf(params Stage[] stages) => PassKind.Of(new Pass(stages));
}
