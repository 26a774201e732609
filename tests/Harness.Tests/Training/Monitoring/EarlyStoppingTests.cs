using Harness.Diagnostics;
using Harness.Experiments;
using Harness.Models.Heads;
using Harness.Results;
using Harness.Tests.Results;
using Harness.Training.Monitoring;
using Harness.Training.Objectives;
using Harness.Training.Objectives.Domains;
using Harness.Training.Objectives.Fitted;
using Harness.Training.Objectives.Tasks;
using Harness.Training.Objectives.ZeroShot;
using Harness.Training.Optimizers;
using Harness.Training.Phases;

namespace Harness.Tests.Training.Monitoring;

public sealed class EarlyStoppingTests
{
    [Theory]
    [InlineData(1, new[] { 3.0, 2, 2.5 }, 3)]
    [InlineData(2, new[] { 3.0, 2, 2.5, 1.9, 2, 2, 2 }, 6)]
    [InlineData(2, new[] { 3.0, 2, 2.5, 1.9, 2 }, null)]
    // As good is not better.
    [InlineData(2, new[] { 1.0, 1, 1, 1 }, 3)]
    // An epoch that learns something else, or has no probabilities, neither improves nor waits.
    [InlineData(1, new[] { double.NaN, 2, double.NaN, 1, 3 }, 5)]
    [InlineData(1, new[] { double.NaN, double.NaN, double.NaN }, null)]
    [InlineData(1, new double[0], null)]
    public void StopsAfter_Losses_WaitsForALowerOne(int patience, double[] losses, int? expected) =>
        Assert.Equal(expected, new EarlyStopping(patience).StopsAfter(Epochs(losses)));

    [Fact]
    public void StopsAfter_Accuracies_WaitsForAHigherOne()
    {
        var rule = new EarlyStopping(1, MonitoredMetric.Accuracy);
        Assert.Null(rule.StopsAfter(Accuracies(0.1, 0.2, 0.3)));
        Assert.Equal(2, rule.StopsAfter(Accuracies(0.3, 0.2, 0.4)));
    }

    [Fact]
    public void StopsAfter_MinimumDelta_IsWhatAnImprovementMustExceed()
    {
        var losses = Epochs(1, 0.5, 0.25);
        Assert.Null(new EarlyStopping(1, MinDelta: 0.125).StopsAfter(losses));
        Assert.Equal(3, new EarlyStopping(1, MinDelta: 0.25).StopsAfter(losses));
    }

    // What the rule says about a training that was interrupted must not change when it continues.
    [Fact]
    public void StopsAfter_MoreEpochs_StopsWhereItDid()
    {
        var losses = new[] { 3.0, 2, 2.5, 2.6, 1, 0.5 };
        for (var count = 0; count < 4; count++) Assert.Null(new EarlyStopping(2).StopsAfter(Epochs(losses[..count])));
        for (var count = 4; count <= losses.Length; count++) Assert.Equal(4, new EarlyStopping(2).StopsAfter(Epochs(losses[..count])));
    }

    [Theory]
    [InlineData(KeepRule.Last, 3)]
    [InlineData(KeepRule.BestLoss, 1)]
    [InlineData(KeepRule.BestAccuracy, 2)]
    public void Choose_Rule_TakesTheFirstOfEquallyGoodEpochs(KeepRule rule, int expected)
    {
        EpochResult[] epochs = [Epoch(0, 0.9, 0.5), Epoch(1, 0.4, 0.6), Epoch(2, 0.4, 0.7), Epoch(3, 0.8, 0.7)];
        Assert.Equal(expected, rule.Choose(epochs, _ => true));
    }

    [Fact]
    public void Choose_EpochsWithoutTheMetric_ArePassedOver()
    {
        Assert.Equal(1, KeepRule.BestLoss.Choose(Epochs(double.NaN, 2, 3), _ => true));
        Assert.Equal(2, KeepRule.BestLoss.Choose(Epochs(double.NaN, double.NaN, double.NaN), _ => true));
    }

    // A ridge regression has no loss, and what was trained before it is not what the technique is to be judged by.
    [Fact]
    public void Choose_LastEpochWithoutTheMetric_IsKept() => Assert.Equal(2, KeepRule.BestLoss.Choose(Epochs(1, 2, double.NaN), _ => true));

    [Fact]
    public void ChooseKept_PhasesThatAreMeasuredOnOtherImages_AreNotCompared()
    {
        var technique = new Technique
        {
            Name = "adapts",
            Location = new SourceLocation("a.yaml"),
            Head = HeadSettings.Linear,
            Optimizer = new AdamSettings(),
            Phases = [PhaseOf(new ClassificationSettings(), 2), PhaseOf(new DannSettings(), 3)],
            Keep = KeepRule.BestLoss,
        };

        Assert.Equal(3, technique.ChooseKept(Epochs(0.1, 0.2, 0.9, 0.7, 0.8)));
        Assert.Equal(0, technique.ChooseKept(Epochs(0.1, 0.2)));
    }

    [Fact]
    public void Measure_OtherTasksOrImages_IsAnother()
    {
        ObjectiveSettings[] objectives =
        [
            new ClassificationSettings(), new DannSettings(), new ZeroShotSettings(), new MultiTaskSettings([]), new MultiTaskSettings([new("color", 1)]), new MultiTaskSettings([new("size", 1)]),
        ];

        Assert.Equal(objectives.Length, objectives.Select(objective => objective.Measure).Distinct().Count());
        Assert.Equal(new ClassificationSettings().Measure, new RidgeSettings().Measure);
    }

    private static Phase PhaseOf(ObjectiveSettings objective, int epochs) => new() { Epochs = epochs, Objective = objective, Train = [] };

    private static EpochResult[] Epochs(params double[] losses) => [.. losses.Select((loss, epoch) => Epoch(epoch, loss, 0))];

    private static EpochResult[] Accuracies(params double[] accuracies) => [.. accuracies.Select((accuracy, epoch) => Epoch(epoch, 0, accuracy))];

    private static EpochResult Epoch(int epoch, double loss, double accuracy) => MadeUpEpochs.Of(epoch, 0, loss, 0, accuracy, 1);
}
