using System.Text.Json;
using System.Text.Json.Nodes;
using Harness.Files;
using Harness.Reporting;
using Harness.Running;
using Harness.Running.Collecting;
using Harness.Running.Opening;
using Harness.Tests.Models.Fixtures;
using Harness.TestSupport;
using Harness.Training;
using static Harness.Tests.Running.SuiteRuns;

namespace Harness.Tests.Running.Measuring;

/// <summary>A suite with a test part: nine images train, three validate, three test, of each of three classes.</summary>
[Collection(TorchCollection.Name)]
public sealed class TestSplitRunTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly string _suite;

    public TestSplitRunTests()
    {
        _suite = TinySuite.Write(_folder, TestImages.SaveJpeg);
        File.WriteAllText(_suite, File.ReadAllText(_suite).Replace("fraction: 0.2 }", "fraction: 0.2, test_fraction: 0.2 }", StringComparison.Ordinal));
    }

    public void Dispose() => _folder.Dispose();

    // The drawn images look alike, of which there is a note too.
    private static IEnumerable<string> OfTest(RecordingObserver observer) => observer.Notes.Where(note => note.StartsWith("The test images", StringComparison.Ordinal));

    [Fact]
    public void Run_AtItsEnd_OpensTheTestImagesOnceForAllNetworks()
    {
        var observer = new RecordingObserver();

        var result = Run(Options("a"), observer);

        Assert.Equal((9, 1), (result.Test!.ImageCount, result.Test.Openings));
        Assert.All(result.Techniques, technique => Assert.InRange(technique.Runs[0].Test!.Accuracy, 0, 1));
        Assert.Single(result.Techniques.Select(technique => technique.Runs[0].Test!.Opened).Distinct());
        Assert.Equal("The test images are opened for 3 trained networks.", Assert.Single(OfTest(observer)));
        Assert.Equal(2, File.ReadAllLines(_folder["a", "test-openings.csv"]).Length);
    }

    [Fact]
    public void Train_ForMoreSeedsToCome_LeavesThemClosedUntilTheRun()
    {
        var (training, running) = (new RecordingObserver(), new RecordingObserver());
        using var session = SuiteOpener.Open(Options("a"), training, null);

        session.Train(training, CancellationToken.None);
        var isClosed = !File.Exists(_folder["a", "test-openings.csv"]);
        session.Run(running, CancellationToken.None);

        Assert.True(isClosed);
        Assert.Empty(OfTest(training));
        Assert.Equal("The test images are opened for 3 trained networks.", Assert.Single(OfTest(running)));
    }

    [Fact]
    public void Run_Again_LeavesThemClosedAndGivesTheSameBytes()
    {
        ReportWriter.Write(Run(Options("a")), _folder["report-a"]);
        var observer = new RecordingObserver();

        var again = Run(Options("a"), observer);
        ReportWriter.Write(again, _folder["report-b"]);

        Assert.Empty(OfTest(observer));
        Assert.Equal(1, again.Test!.Openings);
        foreach (var file in (string[])["comparison.csv", "test-predictions.csv", "charts/comparison.png"])
            Assert.Equal(File.ReadAllBytes(_folder["report-a", file]), File.ReadAllBytes(_folder["report-b", file]));
    }

    [Fact]
    public void Run_ChangedTechnique_OpensThemAgainForItAloneAndCountsIt()
    {
        Run(Options("a"));
        _folder.Write("techniques/discriminative.yaml", TinySuite.Techniques["discriminative.yaml"].Replace("5e-4", "4e-4", StringComparison.Ordinal));
        var observer = new RecordingObserver();

        var result = Run(Options("a"), observer);
        ReportWriter.Write(result, _folder["report"]);

        Assert.Equal("The test images are opened for 1 trained network; they have been opened once before.", Assert.Single(OfTest(observer)));
        Assert.Equal(2, result.Test!.Openings);
        var data = JsonDocument.Parse(File.ReadAllText(_folder["report", "run.json"])).RootElement.GetProperty("data");
        Assert.Equal((9, 2), (data.GetProperty("test_images").GetInt32(), data.GetProperty("test_openings").GetInt32()));
        Assert.Contains("they have been opened 2 times", File.ReadAllText(_folder["report", "comparison.md"]), StringComparison.Ordinal);
    }

    [Fact]
    public void Run_StoppedBeforeItsEnd_LeavesThemClosed()
    {
        var result = Run(Options("a"), new RecordingObserver { StopAfter = 2 });

        Assert.Equal(0, result.Test!.Openings);
        Assert.All(result.Techniques.SelectMany(technique => technique.Runs), run => Assert.Null(run.Test));
        Assert.Contains(ResultTable.ForReading(result).Notes, note => note.StartsWith("The 9 test images have not been opened", StringComparison.Ordinal));
    }

    [Fact]
    public void Run_OfSomeSeedsWhilePartsWaitForTheirReport_LeavesThemClosedForIt()
    {
        var (some, early, whole) = (new RecordingObserver(), new RecordingObserver(), new RecordingObserver());
        var both = Options("a") with { Seeds = [0, 1] };
        using (var session = SuiteOpener.Open(both, new RecordingObserver(), null)) session.RunPart(new(1, 1), isJoinedByReport: true, new RecordingObserver(), CancellationToken.None);

        Run(Options("a"), some);
        Join(Options("a"), early);
        var joined = Join(both, whole);

        Assert.All([some, early], observer => Assert.Contains("What differs: seeds: '0' here, '0 1' there.", Assert.Single(observer.Notes, IsOfParts), StringComparison.Ordinal));
        Assert.Empty(OfTest(some).Concat(OfTest(early)));
        Assert.Equal("The test images are opened for 6 trained networks.", Assert.Single(OfTest(whole)));
        Assert.All(joined.Techniques.SelectMany(technique => technique.Runs), run => Assert.NotNull(run.Test));
        Assert.False(File.Exists(_folder["a", "parts.json"]));
    }

    // The store knows what another results folder has seen.
    [Fact]
    public void Run_MeasuredBySomebodyElse_CountsThatOpening()
    {
        Run(Options("a"));

        Assert.Equal(1, Run(Options("b") with { StoreFolder = _folder["a-store"] }).Test!.Openings);
        Assert.False(File.Exists(_folder["b", "test-openings.csv"]));
    }

    [Fact]
    public void Run_WithoutStore_MeasuresTheSame()
    {
        _folder.Write("techniques/best.yaml", TinySuite.Techniques["bn-only.yaml"].Replace("name: BN only", "name: Best\nkeep: best_loss", StringComparison.Ordinal).Replace("epochs: 2", "epochs: 4", StringComparison.Ordinal));

        var stored = Run(Options("a"));
        var inMemory = Run(Options("b") with { UseStore = false });

        Assert.Equal(stored.Techniques.Select(Numbers), inMemory.Techniques.Select(Numbers));
    }

    [Fact]
    public void Run_ComputedClassifier_IsMeasuredToo()
    {
        _folder.Write("techniques/prototype.yaml", """
            name: Prototype
            head: { pool: avg, layers: [linear] }
            phases: [{ epochs: 1, objective: prototype }]
            """);

        var run = Run(Options("a") with { Techniques = ["Prototype"] }).Techniques[0].Runs[0];

        Assert.InRange(run.Test!.Accuracy, 0, 1);
        Assert.True(double.IsNaN(run.Test.Loss));
    }

    // On the validation images it must find what the epoch itself found, to the last bit.
    [Theory]
    [InlineData("BN only")]
    [InlineData("Deeper head, BN in eval mode")]
    [InlineData("Prototype")]
    public void Evaluate_OnValidationImages_GivesTheValidationOfTheEpoch(string technique)
    {
        _folder.Write("techniques/prototype.yaml", "name: Prototype\nhead: { pool: avg, layers: [linear] }\nphases: [{ epochs: 1, objective: prototype }]\n");
        var options = Options("a") with { Techniques = [technique] };
        Run(options);
        using var session = SuiteOpener.Open(options, new RecordingObserver(), null);
        var node = session.Plan.Nodes[^1];
        using var state = session.Store.LoadState(node.Key)!;

        var (metrics, predictions) = new StateEvaluator(session.Models, session.OpenImages(), session.Device, session.Compute).Evaluate(node.Task, state, CancellationToken.None);

        Assert.Equal(session.Store.Find(node.Key)!.Result!.Valid, metrics);
        Assert.Equal(session.Store.Find(node.Key)!.Predictions, predictions);
    }

    [Fact]
    public void Write_TestPredictions_CountedGiveTheAccuracyOfTheTest()
    {
        var result = Run(Options("a"));
        ReportWriter.Write(result, _folder["report"]);

        var rows = Predictions("report");
        var images = File.ReadAllLines(_folder["a", "manifest.csv"]).Select(line => line.Split(',')).Where(fields => fields.Contains("test")).Select(fields => fields[0]);
        Assert.All(result.Techniques, technique =>
        {
            var own = rows.FindAll(row => row[0] == technique.Technique.Name);
            Assert.Equal(images.Order(StringComparer.Ordinal), own.Select(row => row[2]));
            Assert.All(own, row => Assert.Equal(row[2].Split('/')[0], row[3]));
            Assert.Equal(technique.Runs[0].Test!.Accuracy, own.Count(row => row[3] == row[4]) / (double)own.Count);
        });
        Assert.Equal(result.Techniques.Count * 9, rows.Count);
        // Neither all right nor all wrong, or the count would show nothing.
        Assert.Contains(rows, row => row[3] == row[4]);
        Assert.Contains(rows, row => row[3] != row[4]);
    }

    [Fact]
    public void Write_BeforeTheTestImagesWereOpened_HasNoTestPredictions()
    {
        ReportWriter.Write(Run(Options("a"), new RecordingObserver { StopAfter = 2 }), _folder["report"]);

        Assert.False(File.Exists(_folder["report", "test-predictions.csv"]));
    }

    // As before predictions were kept.
    [Fact]
    public void Run_MeasuredWithoutPredictions_LeavesTheImagesClosedAndSaysWhyTheFileLacksThem()
    {
        Run(Options("a"));
        var measured = Directory.GetFiles(_folder["a-store"], "test.json", SearchOption.AllDirectories).Order(StringComparer.Ordinal).ToList();
        foreach (var path in measured) Rewrite(path, json => json.Remove("classes") & json.Remove("probabilities"));
        var observer = new RecordingObserver();

        var again = Run(Options("a"), observer);
        ReportWriter.Write(again, _folder["report"]);

        Assert.Empty(OfTest(observer));
        Assert.All(again.Techniques, technique => Assert.InRange(technique.Runs[0].Test!.Accuracy, 0, 1));
        Assert.Empty(Predictions("report"));
        Assert.Contains("test-predictions.csv has no rows of 'BN only', ", File.ReadAllText(_folder["report", "comparison.md"]), StringComparison.Ordinal);
    }

    [Fact]
    public void Run_DamagedPredictions_AreMeasuredAgain()
    {
        Run(Options("a"));
        var path = Directory.GetFiles(_folder["a-store"], "test.json", SearchOption.AllDirectories)[0];
        Rewrite(path, json => json["classes"]!.AsArray().Remove(json["classes"]![0]));
        var observer = new RecordingObserver();

        var again = Run(Options("a"), observer);

        Assert.StartsWith("The test images are opened for 1 trained network", Assert.Single(OfTest(observer)), StringComparison.Ordinal);
        Assert.All(again.Techniques, technique => Assert.Equal(9, technique.Runs[0].Test!.Predictions!.Count));
    }

    [Fact]
    public void Run_TestPart_IsThatOfTheKeptEpoch()
    {
        _folder.Write("techniques/best.yaml", TinySuite.Techniques["bn-only.yaml"].Replace("name: BN only", "name: Best\nkeep: best_loss", StringComparison.Ordinal).Replace("epochs: 2", "epochs: 5", StringComparison.Ordinal).Replace("1e-3", "3e-2", StringComparison.Ordinal));
        var options = Options("a") with { Techniques = ["Best"] };
        var run = Run(options).Techniques[0].Runs[0];

        using var session = SuiteOpener.Open(options, new RecordingObserver(), null);
        Assert.NotNull(session.Store.FindTest(session.Plan.Nodes[run.KeptEpoch].Key));
        Assert.Single(session.Plan.Nodes, node => session.Store.FindTest(node.Key) is not null);
    }

    private static bool IsOfParts(string note) => note.StartsWith("The parts in ", StringComparison.Ordinal);

    private static SuiteResult Join(RunOptions options, RecordingObserver observer)
    {
        using var session = SuiteOpener.Open(options, observer, null);
        session.Join(observer, CancellationToken.None);
        return session.Collect();
    }

    private RunOptions Options(string name) => new()
    {
        SuitePath = _suite,
        OutputFolder = _folder[name],
        StoreFolder = _folder[name + "-store"],
        Device = "cpu",
    };

    private List<string[]> Predictions(string folder) => [.. CsvLines.Read(_folder[folder, "test-predictions.csv"], (_, why) => Assert.Fail(why)).Skip(1).Select(line => line.Fields)];

    private static void Rewrite(string path, Func<JsonObject, bool> change)
    {
        var json = JsonNode.Parse(File.ReadAllText(path))!.AsObject();
        Assert.True(change(json));
        File.WriteAllText(path, json.ToJsonString());
    }

    private static (string, double, double, string) Numbers(TechniqueResult technique)
    {
        var test = technique.Runs[0].Test!;
        return (technique.Technique.Name, test.Accuracy, test.Loss, string.Join(' ', test.Predictions!));
    }
}
