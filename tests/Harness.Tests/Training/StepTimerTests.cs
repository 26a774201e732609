using Harness.Training;

namespace Harness.Tests.Training;

public sealed class StepTimerTests
{
    [Theory]
    [InlineData(0, 0, 0, 0, 0)]
    [InlineData(3, 3, 1, 1, 3)]
    [InlineData(5, 1, 4, 4, 5)]
    // The first step took 3 s more than the others, which took 0.1 s each.
    [InlineData(3.1 + 0.1 + 0.1, 3.1, 3, 32, 3.1 + 3.1)]
    public void Estimate_FirstStepThatTookLong_CountsItOnce(double seconds, double first, int measured, int steps, double expected) =>
        Assert.Equal(expected, StepTimer.Estimate(seconds, first, measured, steps), 9);
}
