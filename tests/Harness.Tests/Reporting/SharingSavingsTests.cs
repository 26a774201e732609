using Harness.Reporting;
using Harness.Results;
using Harness.TestSupport;

namespace Harness.Tests.Reporting;

public sealed class SharingSavingsTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(75, 100, 0.25)]
    [InlineData(100, 100, 0)]
    [InlineData(101, 100, 0)]
    [InlineData(0, 0, 0)]
    public void Saved_SomeWork_IsAPartOfWhatItWouldHaveTaken(double spent, double alone, double expected) =>
        Assert.Equal(expected, new SharingSavings(spent, alone).Saved, 9);

    [Fact]
    public void Markdown_WorkThatSharingSaved_SaysHowMuch() => Assert.Contains(
        "\n- Work: 75 s of training and validation; every technique on its own would have taken 100 s: shared epochs and backbones saved 25 %\n",
        Page(new SharingSavings(75, 100)));

    [Fact]
    public void Markdown_NothingSaved_SaysTheSecondsAlone() =>
        Assert.Contains("\n- Work: 100 s of training and validation\n", Page(new SharingSavings(99.9, 100)));

    [Fact]
    public void Markdown_WorkUnknown_HasNoSuchLine() => Assert.DoesNotContain("- Work:", Page(null));

    private string Page(SharingSavings? sharing)
    {
        ReportWriter.Write(MadeUpResults.OneTechnique(0.5) with { Sharing = sharing }, _folder.Path);
        return File.ReadAllText(_folder["comparison.md"]);
    }
}
