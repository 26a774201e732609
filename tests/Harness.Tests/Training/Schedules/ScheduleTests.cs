using System.Text.Json;
using Harness.TestSupport;
using Harness.Training.Schedules;

namespace Harness.Tests.Training.Schedules;

/// <summary>Schedules against PyTorch's; generate_schedules.py made the values.</summary>
public sealed class ScheduleTests
{
    private static readonly JsonElement Cases = JsonDocument.Parse(
        File.ReadAllText(RepositoryFolder.Path("tests", "Harness.Tests", "Training", "Schedules", "schedules.json"))).RootElement;

    [Fact]
    public void Factor_OneCycle_IsOneCycleLRs() => AssertEqual("one_cycle", settings => new OneCycleScheduleSettings(
        settings.GetProperty("warm_up").GetDouble(), settings.GetProperty("start_factor").GetDouble(), settings.GetProperty("end_factor").GetDouble()));

    [Fact]
    public void Factor_Cosine_IsCosineAnnealingLRsAfterLinearLR() => AssertEqual("cosine", settings => new CosineScheduleSettings(
        settings.GetProperty("warm_up_epochs").GetDouble(), settings.GetProperty("end_factor").GetDouble()));

    [Fact]
    public void Factor_Step_IsStepLRs() => AssertEqual("step", settings => new StepScheduleSettings(
        settings.GetProperty("every_epochs").GetInt32(), settings.GetProperty("factor").GetDouble()));

    [Theory]
    [InlineData(0)]
    [InlineData(99)]
    public void Factor_Constant_IsOne(int step) => Assert.Equal(1, new ConstantScheduleSettings().Factor(10, step, 100));

    // Dry runs have two steps an epoch, and tiny data sets one.
    public static TheoryData<ScheduleSettings> All =>
    [
        new OneCycleScheduleSettings(), new OneCycleScheduleSettings(0.5), new OneCycleScheduleSettings(0), new CosineScheduleSettings(),
        new CosineScheduleSettings(0.9), new StepScheduleSettings(1),
    ];

    [Theory]
    [MemberData(nameof(All))]
    public void Factor_FewSteps_IsAPositiveNumberOfAtMostOne(ScheduleSettings settings)
    {
        foreach (var total in new[] { 1, 2, 3, 4 })
            Assert.All(Enumerable.Range(0, total), step => Assert.InRange(settings.Factor(1, step, total), 1e-5, 1));
    }

    private static void AssertEqual(string kind, Func<JsonElement, ScheduleSettings> read)
    {
        foreach (var settings in Cases.GetProperty(kind).EnumerateArray())
        {
            var expected = settings.GetProperty("rates").EnumerateArray().Select(rate => rate.GetDouble()).ToList();
            // One cycle does not care how its steps are divided among epochs.
            var epochs = settings.TryGetProperty("epochs", out var written) ? written.GetInt32() : 1;
            var actual = expected.Select((_, step) => read(settings).Factor(epochs, step, expected.Count)).ToList();
            Assert.All(expected.Zip(actual), pair => Assert.Equal(pair.First, pair.Second, 12));
        }
    }
}
