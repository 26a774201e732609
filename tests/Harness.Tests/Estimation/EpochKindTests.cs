using Harness.Estimation;
using Harness.Models;
using Harness.Models.Heads;
using Harness.Models.Heads.Layers;
using Harness.Models.Heads.Poolings;
using Harness.Planning;
using Harness.Tests.Planning;
using Harness.Training.Optimizers;

namespace Harness.Tests.Estimation;

public sealed class EpochKindTests
{
    private static readonly string Plain = KindOf(MadeUpPlans.Node("a"));

    [Fact]
    public void Of_OtherSeedRateEpochOrBackbone_IsTheSameKind()
    {
        Assert.Equal(Plain, KindOf(MadeUpPlans.Node("b", seed: 3, rate: 0.5, backbone: "other")));
        Assert.Equal(Plain, KindOf(MadeUpPlans.Node("c", parent: MadeUpPlans.Node("a"))));
        Assert.Equal(Plain, KindOf(MadeUpPlans.Node("d", optimizer: new AdamSettings { WeightDecay = 0.1 })));
    }

    [Fact]
    public void Of_WhateverTakesAnotherTime_IsAKindOfItsOwn()
    {
        string[] kinds =
        [
            Plain,
            KindOf(MadeUpPlans.Node("a", batchNorm: BatchNormMode.Train)),
            KindOf(MadeUpPlans.Node("a", head: HeadSettings.Linear with { Pool = Pooling.Concat })),
            KindOf(MadeUpPlans.Node("a", head: HeadSettings.Linear with { Layers = [new LinearLayer(8), new LinearLayer(null)] })),
            KindOf(MadeUpPlans.Node("a", head: HeadSettings.Linear with { Layers = [new LinearLayer(16), new LinearLayer(null)] })),
            KindOf(MadeUpPlans.Node("a", optimizer: new SgdSettings())),
            KindOf(MadeUpPlans.Node("a", selector: "body.batchnorm", trains: true)),
            KindOf(MadeUpPlans.Node("a"), MadeUpPlans.Node("b")),
        ];

        Assert.Equal(kinds.Length, kinds.Distinct().Count());
    }

    private static string KindOf(params EpochNode[] nodes) => EpochKind.Of(new SharedEpoch(nodes));
}
