using Harness.Statistics;

namespace Harness.Tests.Statistics;

public sealed class HolmCorrectionTests
{
    [Fact]
    public void Adjust_MultipliesStepByStepAndNeverFallsBack() =>
        Assert.Equal([0.03, 0.06, 0.06, 0.02], HolmCorrection.Adjust([0.01, 0.04, 0.03, 0.005]).Select(value => Math.Round(value, 12)));

    [Fact]
    public void Adjust_LargeValues_StayProbabilities() => Assert.Equal([1, 1], HolmCorrection.Adjust([0.7, 0.9]));

    [Fact]
    public void Adjust_Nothing_IsNothing() => Assert.Empty(HolmCorrection.Adjust([]));
}
