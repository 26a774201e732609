using Harness.Reporting.Charts;
using Harness.Results;
using Harness.Tests.Results;

namespace Harness.Tests.Reporting.Charts;

public sealed class EpochCurveTests
{
    [Fact]
    public void Of_TwoRuns_GivesMeanAndRangePerEpoch()
    {
        var curve = EpochCurve.Of([Run(0.5, 0.8), Run(0.7, 0.9)], epoch => epoch.ValidLoss);

        Assert.Equal([1, 2], curve.Epochs);
        Assert.Equal([0.6, 0.85], curve.Mean.Select(value => Math.Round(value, 12)));
        Assert.Equal([0.5, 0.8], curve.Lowest);
        Assert.Equal([0.7, 0.9], curve.Highest);
    }

    [Fact]
    public void Of_RunsOfDifferentLengthAndNoNumbers_KeepsWhatThereIs()
    {
        var curve = EpochCurve.Of([Run(0.5, double.NaN, 0.3), Run(0.7)], epoch => epoch.ValidLoss);

        Assert.Equal([1, 3], curve.Epochs);
        Assert.Equal([0.6, 0.3], curve.Mean.Select(value => Math.Round(value, 12)));
    }

    [Fact]
    public void Of_FinishedRunsThatStoppedEarly_EndsWithTheFirstOfThem()
    {
        var curve = EpochCurve.Of([Run(0.5, 0.4, 0.3) with { IsComplete = true }, Run(0.7, 0.6) with { IsComplete = true }], epoch => epoch.ValidLoss);

        Assert.Equal([1, 2], curve.Epochs);
    }

    private static RunResult Run(params double[] losses) =>
        new(1, [.. losses.Select((loss, epoch) => MadeUpEpochs.Of(epoch, 0, loss, 0, 0, 0))], [], null);
}
