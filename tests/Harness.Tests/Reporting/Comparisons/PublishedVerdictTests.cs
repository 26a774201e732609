using Harness.Experiments;
using Harness.Reporting;
using Harness.Reporting.Comparisons;
using Harness.Running.Collecting;
using Harness.Statistics;

namespace Harness.Tests.Reporting.Comparisons;

public sealed class PublishedVerdictTests
{
    [Fact]
    public void Predicted_ThreeSeeds_IsThePredictionIntervalOfOneMore()
    {
        var interval = PublishedVerdict.Predicted(Statistic.Of([0.89, 0.90, 0.91]), 1000)!.Value;

        // 4.302653 · 0.01 · √(4 / 3)
        Assert.Equal(0.9 - 0.0496828, interval.Low, 6);
        Assert.Equal(0.9 + 0.0496828, interval.High, 6);
    }

    [Fact]
    public void Predicted_TwoSeeds_IsUnknown() => Assert.Null(PublishedVerdict.Predicted(Statistic.Of([0.89, 0.90]), 1000));

    [Fact]
    public void Predicted_NoSpread_LeavesRoomForAnImage() => Assert.Equal(0.01, PublishedVerdict.Predicted(Statistic.Of([0.9, 0.9, 0.9]), 100)!.Value.HalfWidth, 9);

    [Theory]
    [InlineData(0.92, 3, "agrees")]
    [InlineData(0.99, 3, "differs")]
    [InlineData(0.92, 2, "cannot tell")]
    public void ForReading_ImagesOfTheSource_JudgesThePublishedValue(double published, int seeds, string verdict)
    {
        var result = Published(MadeUpResults.OneTechnique([.. new[] { 0.89, 0.90, 0.91 }.Take(seeds)]), published);

        var same = ResultTable.ForReading(result with { Suite = result.Suite with { PublishedImages = PublishedImages.Same } });

        var column = same.Columns.Select(column => column.Title).ToList().IndexOf("Verdict");
        Assert.Equal(verdict, same.Rows[0][column]);
        Assert.Contains(same.Notes, note => note.Contains("It agrees where it is no farther from the mean than 95 of 100 further runs here would be, by the spread of the seeds.", StringComparison.Ordinal));
        Assert.DoesNotContain(ResultTable.ForReading(result).Columns, other => other.Title == "Verdict");
    }

    private static SuiteResult Published(SuiteResult result, double published) => result with
    {
        ValidImages = [.. Enumerable.Range(0, 1000).Select(image => $"daisy/{image}.jpg")],
        Techniques = [result.Techniques[0] with { Technique = result.Techniques[0].Technique with { Published = new(published, []) } }],
    };
}
