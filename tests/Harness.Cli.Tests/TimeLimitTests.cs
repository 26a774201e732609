using Harness.Cli.Runs;

namespace Harness.Cli.Tests;

public sealed class TimeLimitTests
{
    [Fact]
    public void Begin_AnotherSeedWithoutTime_EndsIt()
    {
        using var limit = OfSeconds(1);

        limit.Begin(0, 0);
        limit.Begin(0, 0);
        Assert.False(limit.IsOver);

        limit.Begin(0, 1);
        Assert.True(limit.IsOver);
        Assert.True(limit.Token.IsCancellationRequested);
    }

    // Each split begins with the same seeds.
    [Fact]
    public void Begin_AnotherSplitWithoutTime_EndsIt()
    {
        using var limit = OfSeconds(1);

        limit.Begin(0, 7);
        limit.Begin(1, 7);

        Assert.True(limit.IsOver);
    }

    [Fact]
    public void Token_LongOver_IsCanceled()
    {
        using var limit = new TimeLimit(1e-6);

        Assert.True(limit.Token.WaitHandle.WaitOne(TimeSpan.FromSeconds(10)));
    }

    [Theory]
    [InlineData(false, typeof(RunEnd.OutOfTime))]
    [InlineData(true, typeof(RunEnd.Stopped))]
    public void During_Over_EndsIt(bool isStoppedByTheUser, Type expected)
    {
        using var limit = OfSeconds(1);
        using var user = new CancellationTokenSource();
        limit.Begin(0, 0);
        if (isStoppedByTheUser) user.Cancel();

        var end = limit.During(
            stop =>
            {
                limit.Begin(0, 1);
                stop.ThrowIfCancellationRequested();
            },
            user.Token);

        Assert.IsType(expected, end);
    }

    [Fact]
    public void HasTimeForAnotherSeed_BeforeTheFirst_IsNotKnown()
    {
        using var limit = new TimeLimit(minutes: 600);
        Assert.False(limit.HasTimeForAnotherSeed);

        limit.Begin(0, 0);
        Assert.True(limit.HasTimeForAnotherSeed);

        limit.Begin(0, 1);
        Assert.False(limit.IsOver);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void GoesOn_TimeForAnotherSeed_IsWhereAStoreKeepsThoseThatAreTrained(bool hasStore)
    {
        using var limit = new TimeLimit(minutes: 600);
        limit.Begin(0, 0);

        Assert.Equal(hasStore, new SuiteChoice("suite.yaml", 600, new() { SuitePath = "suite.yaml", UseStore = hasStore }, limit, RunsAtOnce: true).GoesOn);
    }

    private static TimeLimit OfSeconds(double seconds) => new(TimeSpan.FromSeconds(seconds).TotalMinutes);
}
