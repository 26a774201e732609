using Harness.Estimation;
using Harness.Training;

namespace Harness.Tests.Estimation;

public sealed class BatchTimerTests
{
    [Fact]
    public void Report_TrainingAndValidation_AreCountedApart()
    {
        var timer = new BatchTimer();
        foreach (var validating in (bool[])[false, false, false, true, true]) timer.Report(Progress(validating));

        Assert.Equal((3, 2), (timer.TrainBatches, timer.ValidBatches));
    }

    [Fact]
    public void BatchSeconds_OneBatchAlone_AreNone()
    {
        var timer = new BatchTimer();
        timer.Report(Progress(validating: false));

        Assert.Equal((0, 0), (timer.TrainBatchSeconds, timer.ValidBatchSeconds));
    }

    [Fact]
    public void BatchSeconds_FirstHalf_DoesNotCount()
    {
        var timer = new BatchTimer();
        foreach (var milliseconds in (int[])[0, 900, 0, 20, 20])
        {
            Thread.Sleep(milliseconds);
            timer.Report(Progress(validating: true));
        }

        Assert.InRange(timer.ValidBatchSeconds, 0.015, 0.25);
        Assert.Equal(0, timer.TrainBatchSeconds);
    }

    private static EpochProgress Progress(bool validating) => new(validating, 8, 36, new Dictionary<string, double>());
}
