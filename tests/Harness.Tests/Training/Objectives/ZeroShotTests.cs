using Harness.Data.Labels;
using Harness.Diagnostics;
using Harness.Models.Heads;
using Harness.Models.Heads.Poolings;
using Harness.Running;
using Harness.Running.Opening;
using Harness.Tests.Models.Fixtures;
using Harness.Tests.Running;
using Harness.TestSupport;
using Harness.Training.Metrics;
using Harness.Training.Objectives.ZeroShot;
using TorchSharp;
using static TorchSharp.torch;

namespace Harness.Tests.Training.Objectives;

/// <summary>Classes that training does not see, beside PyTorch (zero_shot_reference.py), and suites that have them.</summary>
[Collection(TorchCollection.Name)]
public sealed class ZeroShotTests : IDisposable
{
    // By zero_shot_reference.py.
    private const double LossOfReference = 0.7134842, AllOfReference = 6 / 20.0, UnseenOfReference = 0.5, SeenOfReference = 0.5, GeneralizedOfReference = 3 / 14.0;

    private const string Technique = """
        name: Z
        head: { pool: avg, layers: [linear] }
        optimizer: adam
        phases:
          - { epochs: 2, objective: zero_shot, train: { body.layer4: 1e-3, head: 1e-3 } }

        """;

    private static readonly LabelSpace Space = new(4)
    {
        ClassNames = ["a", "b", "c", "d"],
        Unseen = ["c", "d"],
        Vectors = new ClassVectors
        {
            File = "v",
            Width = 3,
            Rows = new Dictionary<string, ClassVector> { ["d"] = new(1, [1, 1, 0]), ["a"] = new(2, [1, 0, 0]), ["b"] = new(3, [0, 2, 1]), ["c"] = new(4, [0, 0, 3]) },
        },
    };

    private readonly DisposeScope _scope = NewDisposeScope();
    private readonly TemporaryFolder _folder = new();
    private readonly string _suite;

    public ZeroShotTests()
    {
        _suite = TinySuite.Write(_folder, TestImages.SaveJpeg);
        _folder.Write("techniques/z.yaml", Technique);
        _folder.Write("vectors.csv", "class,x,y\nchecks,1,0\ndots,0,1\nstripes,1,1\n");
        File.WriteAllText(_suite, File.ReadAllText(_suite)
            .Replace("root: images", "root: images\n  class_vectors: vectors.csv\n  unseen: [stripes]", StringComparison.Ordinal)
            .Replace("techniques/*", "techniques/z", StringComparison.Ordinal));
    }

    public void Dispose()
    {
        _folder.Dispose();
        _scope.Dispose();
    }

    [Fact]
    public void Loss_FormulaFeatures_IsTheCrossEntropyOfTheCosinesOfSeenClasses()
    {
        using var projection = new Head(new HeadSettings { Pool = Pooling.Avg, Layers = [] }, 3, 3);
        using var objective = new ZeroShotClassification(projection, 0.5, CPU, Space);
        using var metrics = new RunningMetrics(DeviceType.CPU);

        Assert.Equal(LossOfReference, objective.Loss(Features(4), tensor(new long[] { 0, 1, 0, 1 }), metrics)!.ToDouble(), 1e-5);
    }

    [Fact]
    public void Evaluate_FormulaFeatures_TellsSeenUnseenAndTheirHarmonicMean()
    {
        using var projection = new Head(new HeadSettings { Pool = Pooling.Avg, Layers = [] }, 3, 3);
        using var objective = new ZeroShotClassification(projection, 0.5, CPU, Space);
        using var metrics = new RunningMetrics(DeviceType.CPU);

        // In two batches, of which the second has no seen class.
        objective.Evaluate(Features(20).narrow(0, 0, 12), Targets(20).narrow(0, 0, 12), metrics);
        objective.Evaluate(Features(20).narrow(0, 12, 8), Targets(20).narrow(0, 12, 8), metrics);

        Near(AllOfReference, metrics.Values["accuracy"]);
        Near(UnseenOfReference, metrics.Values["accuracy.unseen"]);
        Near(SeenOfReference, metrics.Values["accuracy.generalized_seen"]);
        Near(GeneralizedOfReference, metrics.Values["accuracy.generalized_unseen"]);
        Near(2 * SeenOfReference * GeneralizedOfReference / (SeenOfReference + GeneralizedOfReference), metrics.Values["accuracy.harmonic_mean"]);
    }

    [Fact]
    public void Run_UnseenClass_IsValidatedAndNotTrained()
    {
        using var session = Open();
        session.Run(new RecordingObserver(), CancellationToken.None);

        var result = session.Collect();
        var run = result.Techniques[0].Runs[0];

        Assert.DoesNotContain(session.Manifest.Train, image => image.ClassIndex == 2);
        Assert.Contains(session.Manifest.Valid, image => image.ClassIndex == 2);
        Assert.Equal(session.Manifest.Train.Count, result.TrainImageCount);
        Assert.Equal(
            ["loss", "accuracy", "accuracy.unseen", "accuracy.generalized_seen", "accuracy.generalized_unseen", "accuracy.harmonic_mean"], run.Epochs[^1].Valid.Keys);
        // Among themselves a single unseen class is always right.
        Assert.Equal(1, run.Epochs[^1].Valid["accuracy.unseen"]);
        Assert.Equal(["loss", "accuracy"], run.Epochs[^1].Train.Keys);
    }

    // As with --also: its row stands beside those of zero-shot learning.
    [Fact]
    public void Run_PrototypesBesideUnseenClasses_NeverTellThem()
    {
        _folder.Write("techniques/z.yaml", "name: P\nhead: { pool: avg, layers: [linear] }\noptimizer: adam\nphases: [{ epochs: 1, objective: prototype }]\n");
        using var session = Open();
        session.Run(new RecordingObserver(), CancellationToken.None);

        var predictions = session.Collect().Techniques[0].Runs[0].ValidPredictions;

        Assert.Equal(session.Manifest.Valid.Count, predictions.Count);
        Assert.DoesNotContain(predictions, prediction => prediction.ClassIndex == 2);
    }

    [Theory]
    [InlineData("class,x,y\nchecks,1,0\ndots,0,1\n", "[stripes]", "vectors.csv: error: class 'stripes' has no vector")]
    [InlineData("class,x,y\nchecks,1,0\ndots,0,1\nstripes,1,1\nstripe,1,2\n", "[stripes]", "vectors.csv:5:1: error: there is no class 'stripe'. Did you mean 'stripes'?")]
    [InlineData("class,x,y\nchecks,1,0\ndots,0,1\nstripes,1,1\n", "[rings]", "tiny.yaml:5:11: error: there is no class 'rings'")]
    [InlineData("class,x,y\nchecks,1,0\ndots,0,1\nstripes,1,1\n", "[dots, stripes]", "tiny.yaml:5:11: error: fewer than two classes are left to learn from")]
    public void Open_ClassesThatDoNotFit_AreReported(string vectors, string unseen, string expected)
    {
        _folder.Write("vectors.csv", vectors);
        File.WriteAllText(_suite, File.ReadAllText(_suite).Replace("[stripes]", unseen, StringComparison.Ordinal));

        Assert.Contains(expected, Assert.Throws<DiagnosticsException>(Open).Message, StringComparison.Ordinal);
    }

    // As in zero_shot_reference.py.
    private static Tensor Features(int count) => tensor(
        [.. from image in Enumerable.Range(0, count) from j in Enumerable.Range(0, 3) select (float)Math.Sin(1 + (image * 7) + (j * 3))], [count, 3, 1, 1]);

    private static Tensor Targets(int count) => tensor([.. Enumerable.Range(0, count).Select(image => image < 12 ? (long)(image % 4) : 2 + (image % 2))]);

    private static void Near(double expected, double actual) => Assert.Equal(expected, actual, 1e-9);

    private SuiteSession Open() => SuiteOpener.Open(
        new RunOptions { SuitePath = _suite, OutputFolder = _folder["a"], StoreFolder = _folder["store"], Device = "cpu" }, new RecordingObserver(), null);
}
