using Harness.Reporting;

namespace Harness.Tests.Reporting;

public sealed class SlugsTests
{
    [Theory]
    [InlineData("As feature extractor", "as-feature-extractor")]
    [InlineData("Classifier/Head - With a deeper network", "classifier-head-with-a-deeper-network")]
    [InlineData("../../etc/passwd", "etc-passwd")]
    [InlineData("C:\\x", "c-x")]
    [InlineData("NUL", "technique-nul")]
    [InlineData("com1", "technique-com1")]
    [InlineData("lpt9.txt", "lpt9-txt")]
    [InlineData("🌷", "technique")]
    [InlineData("ends with a dot.", "ends-with-a-dot")]
    public void For_OneName_IsSafeOnEverySystem(string name, string slug) => Assert.Equal([slug], Slugs.For([name]));

    [Fact]
    public void For_NamesThatDifferInCaseOrSignsOnly_StayApart() =>
        Assert.Equal(["bn", "bn-2", "bn-3", "bn-2-2"], Slugs.For(["BN", "bn", "bn!", "bn 2"]));

    [Fact]
    public void For_LongNamesWithOneBeginning_AreShortAndStayApart()
    {
        var slugs = Slugs.For([new string('a', 200) + "1", new string('a', 200) + "2"]);

        Assert.Equal([new string('a', 48), new string('a', 48) + "-2"], slugs);
    }
}
