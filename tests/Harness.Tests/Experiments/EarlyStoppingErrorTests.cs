using Harness.Training.Monitoring;
using Harness.Training.Schedules;

namespace Harness.Tests.Experiments;

/// <summary>What a technique says about when to stop, what to keep, and a schedule over all phases; and what the user reads where it is wrong.</summary>
public sealed class EarlyStoppingErrorTests
{
    [Theory]
    [InlineData("early_stopping: 3", "2:17: error: early_stopping must be a mapping (key: value), not '3'")]
    [InlineData("early_stopping: { monitor: loss }", "2:17: error: early_stopping has no 'patience'\n    known keys: min_delta, monitor, patience")]
    [InlineData("early_stopping: { patience: 0 }", "2:29: error: 'patience' must be a whole number of at least 1, not '0'")]
    [InlineData(
        "early_stopping: { patience: 3, monitor: los }", "2:41: error: unknown monitor 'los'. Did you mean 'loss'?\n    known: loss, accuracy")]
    [InlineData("early_stopping: { patience: 3, min_delta: -1 }", "2:43: error: 'min_delta' must be a number of at least 0, not '-1'")]
    [InlineData("keep: best", "2:7: error: unknown keep 'best'\n    known: last, best_loss, best_accuracy")]
    [InlineData("schedule: cosin", "2:11: error: unknown schedule 'cosin'. Did you mean 'cosine'?\n    known: constant, one_cycle, cosine, step")]
    [InlineData("schedule: { cosine: { warm_up_epochs: 1 } }", "2:11: error: 'warm_up_epochs' must be less than the 1 epochs of all phases")]
    public void Load_WrongSetting_IsReportedWhereItIs(string line, string expected)
    {
        using var folder = new ExperimentFolder();
        folder.Replace("name: T\n", $"name: T\n{line}\n");
        Assert.Equal($"t.yaml:{expected}", folder.Errors());
    }

    [Fact]
    public void Load_ScheduleOfAPhaseBesideThatOfAllPhases_IsAnError()
    {
        using var folder = new ExperimentFolder();
        folder.Replace("optimizer: adam", "optimizer: adam, schedule: cosine");
        folder.Replace("epochs: 1", "epochs: 1, schedule: one_cycle");
        Assert.Equal(
            "t.yaml:4:28: error: this phase has a schedule, and so has the technique, whose schedule spans all phases\n"
                + "    the technique's is at s.yaml:10:40: keep one of them, or write 'schedule: constant' beside the phases",
            folder.Errors());

        folder.Replace("name: T\n", "name: T\nschedule: constant\n");
        Assert.IsType<OneCycleScheduleSettings>(Assert.Single(folder.Load().Techniques).Phases[0].Schedule);
    }

    [Fact]
    public void Load_Defaults_AreInheritedAndCanBeTurnedOff()
    {
        using var folder = new ExperimentFolder();
        folder.Replace("optimizer: adam", "optimizer: adam, keep: best_loss, early_stopping: { patience: 3, monitor: accuracy, min_delta: 0.01 }");
        var technique = Assert.Single(folder.Load().Techniques);
        Assert.Equal((KeepRule.BestLoss, new EarlyStopping(3, MonitoredMetric.Accuracy, 0.01)), (technique.Keep, technique.EarlyStopping));

        folder.Replace("name: T\n", "name: T\nkeep: last\nearly_stopping: none\n");
        technique = Assert.Single(folder.Load().Techniques);
        Assert.Equal((KeepRule.Last, null), (technique.Keep, technique.EarlyStopping));
    }

    [Fact]
    public void Load_Grid_VariesThem()
    {
        using var folder = new ExperimentFolder();
        folder.Replace("name: T\n", "name: T\nearly_stopping: { patience: 1 }\ngrid: { early_stopping.patience: [1, 2], keep: [last, best_loss], schedule: [constant, cosine] }\n");
        Assert.Equal(8, folder.Load().Techniques.Count);
    }
}
