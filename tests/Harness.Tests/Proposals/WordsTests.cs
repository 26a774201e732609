using Harness.Proposals;

namespace Harness.Tests.Proposals;

public sealed class WordsTests
{
    [Theory]
    [InlineData(0.2, "1 second")]
    [InlineData(1, "1 second")]
    [InlineData(1.2, "2 seconds")]
    [InlineData(99, "99 seconds")]
    [InlineData(101, "2 minutes")]
    [InlineData(9000, "2.5 hours")]
    public void Duration_IsRoundedUpAndInTheRightNumber(double seconds, string expected) => Assert.Equal(expected, Words.Duration(seconds));

    [Theory]
    [InlineData(0.2, "0 s")]
    [InlineData(431.4, "431 s")]
    [InlineData(750, "12.5 min")]
    [InlineData(9000, "2.5 h")]
    public void ShortDuration_HasTheUnitThatFits(double seconds, string expected) => Assert.Equal(expected, Words.ShortDuration(seconds));
}
