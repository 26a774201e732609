using Harness.Estimation;
using Harness.Running;
using Harness.Running.Opening;
using Harness.Tests.Models.Fixtures;
using Harness.Tests.Running;
using Harness.TestSupport;

namespace Harness.Tests.Estimation;

[Collection(TorchCollection.Name)]
public sealed class CalibrationTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly string _suite;

    public CalibrationTests() => _suite = TinySuite.Write(_folder, TestImages.SaveJpeg);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Run_NothingStored_EstimatesEveryTechnique()
    {
        using var session = Open();

        var estimate = Calibration.Estimate(session, CancellationToken.None)!;

        Assert.Equal(
            [("BN only", 2), ("Deeper head, BN in eval mode", 2), ("Discriminative", 2)],
            estimate.Techniques.Select(row => (row.Technique.Name, row.Epochs)));
        Assert.All(estimate.Techniques, row => Assert.InRange(row.AloneSeconds, 1e-3, 60));
        // The shared first epoch counts once together, and twice alone.
        Assert.InRange(estimate.Seconds, 1e-3, estimate.AloneSeconds * 0.999);
        Assert.InRange(estimate.PeakBytes, 10L << 20, 64L << 30);
    }

    [Fact]
    public void Run_BeforeOrBetweenEpochs_StoresNothingAndLeavesAllFiles()
    {
        var stopped = new RecordingObserver { StopAfter = 2 };
        using var session = Open();
        Assert.Throws<OperationCanceledException>(() => session.Run(stopped, stopped.Stop));
        var before = Files();

        var estimate = Calibration.Estimate(session, CancellationToken.None)!;

        Assert.Equal(before, Files());
        Assert.Contains(before, file => file.Contains("epoch.json", StringComparison.Ordinal));
        Assert.Equal(3, session.Plan.Nodes.Count(node => session.Store.Find(node.Key) is null));
        Assert.InRange(estimate.Techniques.Sum(row => row.Epochs), 3, 4);
    }

    [Fact]
    public void Run_ThenTheRunItself_GivesTheBitsOfARunWithoutEstimate()
    {
        using var estimated = Open("a");
        Calibration.Estimate(estimated, CancellationToken.None);
        using var plain = Open("b");

        Assert.Equal(Losses(plain), Losses(estimated));
    }

    [Fact]
    public void Run_NothingMissing_IsNone()
    {
        using var session = Open();
        session.Run(new RecordingObserver(), CancellationToken.None);

        Assert.Null(Calibration.Estimate(session, CancellationToken.None));
    }

    [Fact]
    public void Run_Canceled_Stops()
    {
        using var session = Open();

        Assert.ThrowsAny<OperationCanceledException>(() => Calibration.Estimate(session, new CancellationToken(canceled: true)));
    }

    [Fact]
    public void Run_OfADryRun_CountsItsTwoBatchesOnly()
    {
        foreach (var path in Directory.GetFiles(_folder["images"], "*.jpg", SearchOption.AllDirectories))
            foreach (var copy in (string[])["b", "c", "d", "e"]) File.Copy(path, Path.ChangeExtension(path, $".{copy}.jpg"));
        File.WriteAllText(_suite, File.ReadAllText(_suite).Replace("batch_size: 8", "batch_size: 2", StringComparison.Ordinal));
        using var whole = Open("a", options => options with { Techniques = ["bn-only"] });
        using var dry = Open("b", options => options with { Techniques = ["bn-only"], Dry = true });

        var wholeSeconds = Calibration.Estimate(whole, CancellationToken.None)!.Seconds;
        var drySeconds = Calibration.Estimate(dry, CancellationToken.None)!.Seconds;

        // 90 batches against 2.
        Assert.InRange(drySeconds, 0, wholeSeconds / 2);
    }

    [Fact]
    public void Run_TechniqueThatFails_IsEstimatedWithTheOthers()
    {
        _folder.Write("techniques/lost.yaml", """
            name: Lost
            head: { pool: avg, layers: [linear] }
            optimizer: { name: sgd }
            phases:
              - { epochs: 1, train: { body: 1e30, head: 1e30 } }
            """);
        using var session = Open();

        var estimate = Calibration.Estimate(session, CancellationToken.None)!;

        Assert.True(estimate.IsTimed);
        Assert.Contains(estimate.Techniques, row => row.Technique.Name == "Lost" && row.AloneSeconds is > 0 and < 60);
        Assert.InRange(estimate.Seconds, 1e-3, 60);
        var failure = Assert.Single(estimate.Failures);
        Assert.Equal(["Lost"], failure.Node.Techniques);
        Assert.Matches("loss .*became (NaN|infinite)", failure.Reason);
    }

    [Fact]
    public void Run_NothingThatIsTriedGoesWell_SaysThatThereAreNoTimes()
    {
        _folder.Write("techniques/lost.yaml", """
            name: Lost
            head: { pool: avg, layers: [linear] }
            optimizer: { name: sgd }
            phases:
              - { epochs: 2, train: { body: 1e30, head: 1e30 } }
            """);
        using var session = Open("a", options => options with { Techniques = ["lost"] });

        var estimate = Calibration.Estimate(session, CancellationToken.None)!;

        Assert.False(estimate.IsTimed);
        Assert.Equal(0, estimate.Seconds);
        Assert.Equal([("Lost", 2)], estimate.Techniques.Select(row => (row.Technique.Name, row.Epochs)));
        Assert.NotEmpty(estimate.Failures);
    }

    [Theory]
    [InlineData(0, new double[0], new double[0])]
    [InlineData(6, new[] { 10.0 }, new[] { 4.0 })]
    [InlineData(0, new[] { 4.0 }, new[] { 10.0 })]
    [InlineData(2, new[] { 3.0, 12.0, 90.0 }, new[] { 4.0, 10.0, 10.0 })]
    public void Compare_StepsWithAndWithoutDecoding_TellWhatDecodingCosts(double expected, double[] decoding, double[] cached)
    {
        using var session = Open();
        var images = new ImageCalibration(session, session.OpenImages());

        foreach (var (with, without) in decoding.Zip(cached)) images.Compare(with, without);

        Assert.Equal(expected, images.Cost.DecodeSeconds);
    }

    private SuiteSession Open(string name = "a", Func<RunOptions, RunOptions>? change = null)
    {
        var options = new RunOptions { SuitePath = _suite, OutputFolder = _folder[name], StoreFolder = _folder[name + "-store"], Device = "cpu" };
        return SuiteOpener.Open(change?.Invoke(options) ?? options, new RecordingObserver(), null);
    }

    private List<string> Files() => [.. Directory.GetFiles(_folder.Path, "*", SearchOption.AllDirectories)
        .Where(path => Path.GetFileName(path) != ".lock")
        .Order(StringComparer.Ordinal)
        .Select(path => $"{path} {Convert.ToHexString(System.Security.Cryptography.SHA256.HashData(File.ReadAllBytes(path)))}")];

    private static IEnumerable<(double, double)> Losses(SuiteSession session)
    {
        session.Run(new RecordingObserver(), CancellationToken.None);
        return session.Collect().Techniques.SelectMany(technique => technique.Runs[0].Epochs.Select(epoch => (epoch.TrainLoss, epoch.ValidLoss)));
    }
}
