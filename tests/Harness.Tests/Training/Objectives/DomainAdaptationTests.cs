using Harness.Diagnostics;
using Harness.Results;
using Harness.Running;
using Harness.Running.Opening;
using Harness.Tests.Models.Fixtures;
using Harness.Tests.Running;
using Harness.TestSupport;
using Harness.Training.Objectives.Domains;
using TorchSharp;
using static TorchSharp.torch;

namespace Harness.Tests.Training.Objectives;

/// <summary>Two domains: what aligns them, beside PyTorch (domain_reference.py), and suites that have a target.</summary>
[Collection(TorchCollection.Name)]
public sealed class DomainAdaptationTests : IDisposable
{
    private const int Width = 5;

    private readonly DisposeScope _scope = NewDisposeScope();
    private readonly TemporaryFolder _folder = new();
    private readonly string _suite;

    public DomainAdaptationTests()
    {
        _suite = TinySuite.Write(_folder, TestImages.SaveJpeg);
        foreach (var objective in new[] { "source_only", "target_labels", "dann", "coral", "mmd" })
            _folder.Write($"domains/{objective}.yaml", Technique(objective));
        var text = File.ReadAllText(_suite)
            .Replace("root: images", "root: images\n  target: { transforms: [invert] }", StringComparison.Ordinal)
            .Replace("techniques/*", "domains/*", StringComparison.Ordinal);
        File.WriteAllText(_suite, text);
    }

    public void Dispose()
    {
        _folder.Dispose();
        _scope.Dispose();
    }

    [Fact]
    public void Coral_FormulaFeatures_IsTheDistanceOfTheCovariances() =>
        Assert.Equal(0.1015279, CoralSettings.Distance(Vectors(6, 0), Vectors(6, 2)).ToDouble(), 1e-6);

    [Fact]
    public void Mmd_FormulaFeatures_IsTheDiscrepancyOfFiveKernels() =>
        Assert.Equal(0.2107413, MmdSettings.Distance(Vectors(6, 0), Vectors(6, 2)).ToDouble(), 1e-6);

    [Fact]
    public void Mmd_Gradient_IsANumberThoughEveryImageIsAtDistance0FromItself()
    {
        var features = Vectors(6, 0).requires_grad_();

        MmdSettings.Distance(features, Vectors(6, 2)).backward();

        Assert.True(features.grad!.isfinite().all().ToBoolean());
        Assert.True(features.grad.abs().sum().ToDouble() > 0);
    }

    [Fact]
    public void ReverseGradient_Backward_TurnsTheSign()
    {
        var features = Vectors(3, 0).requires_grad_();

        var reversed = DannSettings.ReverseGradient(features, 0.5);
        (reversed * 3).sum().backward();

        Assert.True(reversed.allclose(features));
        Assert.True(features.grad!.allclose(full_like(features, -1.5)));
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(0.1, 0.4621171573)]
    [InlineData(0.5, 0.9866142982)]
    [InlineData(1, 0.9999092043)]
    public void Dann_Factor_FollowsTheScheduleOfThePaper(double progress, double expected) =>
        Assert.Equal(expected, new DannSettings().FactorAt(progress), 1e-9);

    [Fact]
    public void Run_EveryObjective_IsMeasuredOnTheTargetAndNamesItsOwnLoss()
    {
        using var session = Open("a");
        session.Run(new RecordingObserver(), CancellationToken.None);

        var result = session.Collect();

        Assert.Same(session.Manifest, session.Target);
        Assert.Equal(session.Target!.Valid.Select(image => image.Path), result.ValidImages);
        Assert.All(result.Techniques, technique => Assert.Equal([MetricNames.Loss, MetricNames.Accuracy], technique.Runs[0].Epochs[^1].Valid.Keys));
        Assert.All(result.Techniques, technique => Assert.Equal(result.ValidImages.Count, technique.Runs[0].ValidPredictions.Count));
        Assert.Equal(
            ["coral: coral_loss", "dann: domain_loss domain_accuracy", "mmd: mmd_loss", "source_only: ", "target_labels: "],
            result.Techniques.Select(technique => $"{technique.Technique.Name}: {string.Join(' ', technique.Runs[0].Epochs[0].Train.Keys.Skip(2))}"));
    }

    [Fact]
    public void Run_StoppedAndContinued_EndsWithTheSameBits()
    {
        using var whole = Open("a", "dann");
        whole.Run(new RecordingObserver(), CancellationToken.None);
        using (var stopped = Open("b", "dann"))
        {
            var observer = new RecordingObserver { StopAfter = 1 };
            Assert.ThrowsAny<OperationCanceledException>(() => stopped.Run(observer, observer.Stop));
        }
        using var continued = Open("b", "dann");
        continued.Run(new RecordingObserver(), CancellationToken.None);

        Assert.Equal(Figures(whole), Figures(continued));
    }

    [Fact]
    public void Open_TargetOfAnotherFolder_HasAManifestOfItsOwn()
    {
        CopyImages("checks", "dots", "stripes");

        using var session = Open("a", "dann", target: _folder["other"]);

        Assert.Equal(_folder["other"], session.Target!.Root);
        Assert.NotEqual(session.Manifest.Hash, session.Target.Hash);
        Assert.True(File.Exists(_folder["a", "target-manifest.csv"]));
    }

    [Fact]
    public void Open_OtherClassesInTheTarget_NamesAllOfThem()
    {
        CopyImages("checks", "rings");

        var error = Assert.Throws<DiagnosticsException>(() => Open("a", "dann", target: _folder["other"]));

        Assert.Contains("--target: error: class 'dots' is in the source domain only", error.Message, StringComparison.Ordinal);
        Assert.Contains("--target: error: class 'stripes' is in the source domain only", error.Message, StringComparison.Ordinal);
        Assert.Contains("--target: error: class 'rings' is in the target domain only", error.Message, StringComparison.Ordinal);
    }

    private static string Technique(string objective) => $$"""
        name: {{objective}}
        head: { pool: avg, layers: [linear] }
        optimizer: adam
        phases:
          - { epochs: 2, objective: {{objective}}, train: { body.layer4: 1e-3, head: 1e-3 } }

        """;

    // As in domain_reference.py.
    private static Tensor Vectors(int count, int shift) => tensor(
        [.. from image in Enumerable.Range(0, count) from j in Enumerable.Range(0, Width) select Math.Sin(1 + ((image + shift) * 7) + (j * 3)) * (1 + (0.1 * j * shift))],
        [count, Width], dtype: float64);

    private static IEnumerable<double> Figures(SuiteSession session) =>
        session.Collect().Techniques[0].Runs[0].Epochs.SelectMany(epoch => epoch.Train.Values.Concat(epoch.Valid.Values));

    // Without the last image of each class, so that it is another set.
    private void CopyImages(params string[] classes)
    {
        foreach (var name in classes)
        {
            Directory.CreateDirectory(_folder["other", name]);
            foreach (var file in Directory.GetFiles(_folder["images", "dots"]).Order(StringComparer.Ordinal).SkipLast(1))
            {
                var copy = _folder["other", name, Path.GetFileName(file)];
                File.Copy(file, copy);
                // Behind the end of an image, so that no two classes have the same file.
                File.AppendAllText(copy, name);
            }
        }
    }

    private SuiteSession Open(string name, string? technique = null, string? target = null) => SuiteOpener.Open(
        new RunOptions
        {
            SuitePath = _suite,
            OutputFolder = _folder[name],
            StoreFolder = _folder[$"{name}-store"],
            Device = "cpu",
            TargetRoot = target,
            Techniques = technique is null ? null : [technique],
        },
        new RecordingObserver(),
        null);
}
