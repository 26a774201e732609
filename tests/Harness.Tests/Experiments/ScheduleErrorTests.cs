namespace Harness.Tests.Experiments;

/// <summary>Mistakes in schedules, losses and backbones: what is in the files of <see cref="ExperimentFolder"/>, and what the user reads.</summary>
public sealed class ScheduleErrorTests
{
    [Theory]
    [InlineData("one_cicle", "unknown schedule 'one_cicle'. Did you mean 'one_cycle'?\n    known: constant, one_cycle, cosine, step")]
    [InlineData("step", "'step' needs its argument, for example step: { every_epochs: 7, factor: 0.1 }")]
    [InlineData("[cosine]", "a schedule must be a name, or a name with its argument, not a list")]
    public void Load_Schedule_IsReportedWhereItIs(string schedule, string expected)
    {
        using var folder = new ExperimentFolder();
        folder.Replace("epochs: 1", $"epochs: 1, schedule: {schedule}");
        Assert.Equal($"t.yaml:4:28: error: {expected}", folder.Errors());
    }

    [Theory]
    [InlineData("constant: 1", "39: error: 'constant' takes no argument")]
    [InlineData("one_cycle: { warm_up: 1 }", "51: error: 'warm_up' must be a number of at least 0 and less than 1, not '1'")]
    [InlineData("one_cycle: { end_factor: 0 }", "54: error: 'end_factor' must be a number greater than 0 and at most 1, not '0'")]
    [InlineData("one_cycle: 0.3", "40: error: schedule 'one_cycle' must be a mapping (key: value), not '0.3'")]
    [InlineData("cosine: { warm_up_epochs: 1 }", "39: error: 'warm_up_epochs' must be less than the 1 epochs of its phase")]
    [InlineData("step: { factor: 0.1 }", "35: error: schedule 'step' has no 'every_epochs'\n    known keys: every_epochs, factor")]
    public void Load_SettingOfASchedule_IsReportedWhereItIs(string schedule, string expected)
    {
        using var folder = new ExperimentFolder();
        folder.Replace("epochs: 1", $"epochs: 1, schedule: {{{schedule}}}");
        Assert.Equal($"t.yaml:4:{expected}", folder.Errors());
    }

    [Theory]
    [InlineData(
        "loss: { name: cross_entropy, label_smoothing: 1 }",
        "t.yaml:2:47: error: 'label_smoothing' must be a number of at least 0 and less than 1, not '1'")]
    [InlineData("loss: { label_smoothing: 0.1 }", "t.yaml:2:7: error: loss has no 'name'\n    known: cross_entropy, nll")]
    [InlineData(
        "loss: { name: nll, label_smoothing: 0.1 }",
        "t.yaml:2:20: error: unknown key 'label_smoothing' in loss 'nll'\n    known keys: name")]
    [InlineData("body: randum", "t.yaml:2:7: error: unknown body 'randum'. Did you mean 'random'?\n    known: pretrained, random")]
    public void Load_LossOrBackbone_IsReportedWhereItIs(string line, string expected)
    {
        using var folder = new ExperimentFolder();
        folder.Replace("name: T\n", $"name: T\n{line}\n");
        Assert.Equal(expected, folder.Errors());
    }
}
