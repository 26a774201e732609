using Harness.Statistics;

namespace Harness.Tests.Statistics;

public sealed class TrigammaTests
{
    // M. Abramowitz and I. A. Stegun, Handbook of mathematical functions, 1964, 6.4.
    [Theory]
    [InlineData(1, Math.PI * Math.PI / 6)]
    [InlineData(0.5, Math.PI * Math.PI / 2)]
    [InlineData(2, (Math.PI * Math.PI / 6) - 1)]
    public void Of_KnownArguments_GivesTheirValues(double argument, double expected) => Assert.Equal(expected, Trigamma.Of(argument), 9);

    [Theory]
    [InlineData(0.01)]
    [InlineData(0.7)]
    [InlineData(1)]
    [InlineData(13.5)]
    [InlineData(2000)]
    public void Inverse_OfAValue_IsItsArgument(double argument) => Assert.Equal(1, Trigamma.Inverse(Trigamma.Of(argument)) / argument, 6);

    [Fact]
    public void Inverse_ValuesOutOfReach_AreTheEnds()
    {
        Assert.Equal(1e6, Trigamma.Inverse(1e-9));
        Assert.Equal(1e-6, Trigamma.Inverse(1e300));
    }
}
