using Harness.Reporting;

namespace Harness.Tests.Reporting;

public sealed class SingleLineTests
{
    [Theory]
    [InlineData("a  b\r\n\tc ", "a b c")]
    [InlineData("\u001b[31mred\u0000", "[31mred")]
    [InlineData("🌷 ä", "🌷 ä")]
    [InlineData(" \n ", "")]
    public void Of_AnyText_IsOnePlainLine(string text, string line) => Assert.Equal(line, SingleLine.Of(text));

    [Fact]
    public void Of_HalfASurrogatePair_IsReplaced() => Assert.Equal("a\ufffdb", SingleLine.Of("a\ud83cb"));

    [Theory]
    [InlineData("short", "short")]
    [InlineData("exactly ten", "exactl…ten")]
    [InlineData("network with a head, variant 1", "networ…t 1")]
    [InlineData("abcde🌷ghijklm", "abcde…klm")]
    [InlineData("abcdefghijk🌷l", "abcdef…🌷l")]
    [InlineData("abcdefghij🌷lm", "abcdef…lm")]
    public void Shorten_LongText_KeepsBothEndsAndWholeEmoji(string text, string expected)
    {
        Assert.Equal(expected, SingleLine.Shorten(text, 10));
        Assert.True(expected.Length <= 10);
    }
}
