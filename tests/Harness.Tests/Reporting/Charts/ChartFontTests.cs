using Harness.Reporting;
using Harness.Reporting.Charts;
using Harness.Reporting.Comparisons;

namespace Harness.Tests.Reporting.Charts;

public sealed class ChartFontTests
{
    [Theory]
    [InlineData("Größe ± 0.1 … café")]
    [InlineData("Βελτιστοποίηση")]
    [InlineData("Заморозка слоёв")]
    public void For_LatinGreekOrCyrillic_IsOurOwn(string name)
    {
        var font = ChartFont.For([name]);
        Assert.Equal(ChartFont.Own, font);
        Assert.Empty(font.Missing(name));
    }

    [Fact]
    public void Own_Chart_WritesItsLabelsWithIt()
    {
        var result = MadeUpResults.Suite(["Заморозка"], seeds: 1, epochs: 2);
        using var chart = ComparisonChart.Draw(SuiteComparison.Of(result, TechniqueSummary.Of(result)), withPublished: true, baseRate: null);
        var svg = ChartSvg.Of(chart);
        Assert.Contains("IBM Plex Sans", svg, StringComparison.Ordinal);
        Assert.DoesNotContain("DejaVu", svg, StringComparison.Ordinal);
    }

    [Fact]
    public void ChartNotes_CharacterOfNoFont_IsReportedOnce()
    {
        // A character of the private use area, which no font defines but by chance, and two names that have it.
        string[] names = ["one \U0010ABCD", "two \U0010ABCD", "three"];
        var notes = ChartNotes.For("charts", names, ChartFont.For(names));
        var note = Assert.Single(notes);
        Assert.Contains("1 other name", note, StringComparison.Ordinal);
        Assert.Empty(ChartNotes.For("charts", ["three"], ChartFont.Own));
    }
}
