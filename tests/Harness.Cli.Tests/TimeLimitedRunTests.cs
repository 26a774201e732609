using Harness.Cli.Commands;
using Harness.Cli.Output;
using Harness.Cli.Runs;
using Harness.Diagnostics;
using Harness.Running;
using Harness.Running.Opening;
using Harness.TestSupport;

namespace Harness.Cli.Tests;

public sealed class TimeLimitedRunTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly RunOptions _options;

    // Trained by the program, so that nothing of it is left to train in the tests' own process.
    public TimeLimitedRunTests()
    {
        _options = new() { SuitePath = TinySuite.Write(_folder, TestImages.SaveJpeg), OutputFolder = _folder["again"], StoreFolder = _folder["store"], Device = "cpu" };
        Assert.Equal(0, HarnessProcess.Run(_folder.Path, "run", "tiny.yaml", "--device", "cpu", "--out", "first", "--store", "store").ExitCode);
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Run_AnotherSeedCannotBeMadeReady_FailsWithTheReportOfWhatIsTrained()
    {
        var full = new HarnessException("The disk is full.", "Make room.");

        Assert.Same(full, Assert.Throws<HarnessException>(() => Run(full)));

        AssertHasReport();
    }

    [Fact]
    public void Run_MemoryIsShort_FailsWithTheReportOfWhatIsTrained()
    {
        var error = Assert.Throws<HarnessException>(() => Run(new OutOfMemoryException()));

        Assert.Equal(("There is too little memory.", CommandLine.EnvironmentFailure), (error.Message, UserError.CodeOf(error)));
        AssertHasReport();
    }

    [Fact]
    public void Run_StoppedWhileAnotherSeedIsMadeReady_EndsWithTheReportOfWhatIsTrained()
    {
        Assert.Equal(130, Run(new OperationCanceledException()));

        AssertHasReport();
    }

    // Each opening counts, since whoever has looked at test images may choose by them.
    [Fact]
    public void Run_SeedsAreAdded_OpensTheTestImagesOnceBehindTheLast()
    {
        var suite = _options.SuitePath;
        File.WriteAllText(suite, File.ReadAllText(suite).Replace("fraction: 0.2 }", "fraction: 0.2, test_fraction: 0.2 }", StringComparison.Ordinal));
        // A part leaves them closed.
        Assert.Equal(0, HarnessProcess.Run(_folder.Path, "run", "tiny.yaml", "--device", "cpu", "--seeds", "0", "1", "--part", "1/1", "--out", "part", "--store", "store").ExitCode);
        var options = _options with { Seeds = [0], OutputFolder = _folder["grown"] };
        SuiteSession? first = null;
        var hasGrown = false;
        using var limit = new TimeLimit(minutes: 600);

        var code = new TimeLimitedRun(options, new(AsJson: false, Opens: false, WithTensorBoard: false), limit, CancellationToken.None)
            .Run(display => first = SuiteOpener.Open(options, display, null), Grow);

        Assert.Equal((0, true), (code, hasGrown));
        Assert.EndsWith(",6", Assert.Single(File.ReadAllLines(_folder["grown", "test-openings.csv"]).Skip(1)), StringComparison.Ordinal);

        SuiteSession? Grow(ProgressDisplay display)
        {
            if (hasGrown) return null;
            hasGrown = true;
            return SuiteOpener.Reopen(options with { Seeds = [0, 1] }, first!, display);
        }
    }

    // The added seed is not trained, and its time is up before it begins.
    [Fact]
    public void Run_AddedSeedRunsOutOfTime_MeasuresTheSeedsBeforeIt()
    {
        var suite = _options.SuitePath;
        File.WriteAllText(suite, File.ReadAllText(suite).Replace("fraction: 0.2 }", "fraction: 0.2, test_fraction: 0.2 }", StringComparison.Ordinal));
        Assert.Equal(0, HarnessProcess.Run(_folder.Path, "run", "tiny.yaml", "--device", "cpu", "--part", "1/1", "--out", "part", "--store", "store").ExitCode);
        var options = _options with { Seeds = [0], OutputFolder = _folder["grown"] };
        SuiteSession? first = null;
        using var limit = new TimeLimit(minutes: 0.01);

        var code = new TimeLimitedRun(options, new(AsJson: false, Opens: false, WithTensorBoard: false), limit, CancellationToken.None)
            .Run(display => first = SuiteOpener.Open(options, display, null), Grow);

        Assert.Equal(CommandLine.Success, code);
        Assert.EndsWith(",3", Assert.Single(File.ReadAllLines(_folder["grown", "test-openings.csv"]).Skip(1)), StringComparison.Ordinal);

        SuiteSession? Grow(ProgressDisplay display)
        {
            Assert.True(limit.Token.WaitHandle.WaitOne(TimeSpan.FromSeconds(30)));
            return SuiteOpener.Reopen(options with { Seeds = [0, 1] }, first!, display);
        }
    }

    private int Run(Exception ofAnotherSeed)
    {
        using var limit = new TimeLimit(minutes: 600);
        return new TimeLimitedRun(_options, new(AsJson: false, Opens: false, WithTensorBoard: false), limit, CancellationToken.None)
            .Run(display => SuiteOpener.Open(_options, display, null), _ => throw ofAnotherSeed);
    }

    private void AssertHasReport() => Assert.Contains("BN only", File.ReadAllText(_folder["again", "comparison.csv"]), StringComparison.Ordinal);
}
