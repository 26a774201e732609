using Harness.Data.Labels;
using Harness.Diagnostics;
using Harness.Models.Heads;
using Harness.Models.Heads.Layers;
using Harness.Models.Heads.Poolings;
using Harness.Models.Weights;
using Harness.Results;
using Harness.Running;
using Harness.Running.Opening;
using Harness.Running.Weights;
using Harness.Tests.Models.Fixtures;
using Harness.Tests.Running;
using Harness.TestSupport;
using Harness.Training.Metrics;
using Harness.Training.Objectives;
using Harness.Training.Objectives.Tasks;
using TorchSharp;
using static TorchSharp.torch;

namespace Harness.Tests.Training.Objectives;

/// <summary>Several tasks on one body, and suites with a table of labels.</summary>
[Collection(TorchCollection.Name)]
public sealed class MultiTaskTests : IDisposable
{
    private readonly DisposeScope _scope = NewDisposeScope();
    private readonly TemporaryFolder _folder = new();
    private readonly string _suite;

    public MultiTaskTests()
    {
        _suite = TinySuite.Write(_folder, TestImages.SaveJpeg);
        _folder.Write("tasks/a.yaml", Technique("Together", "multi_task"));
        _folder.Write("tasks/b.yaml", Technique("Number alone", "{ name: multi_task, tasks: { number: 0.5 } }"));
        File.WriteAllText(_suite, File.ReadAllText(_suite)
            .Replace("root: images", "root: images\n  labels: labels.csv", StringComparison.Ordinal)
            .Replace("techniques/*", "tasks/*", StringComparison.Ordinal));
        WriteLabels(Rows());
    }

    public void Dispose()
    {
        _folder.Dispose();
        _scope.Dispose();
    }

    [Fact]
    public void Loss_TwoTasks_IsTheWeightedSumOfTheirCrossEntropies()
    {
        var table = new LabelTable { File = "l", Columns = [new("color", ["blue", "red"])], Rows = new Dictionary<string, LabelRow>(), Hash = "h" };
        var settings = new MultiTaskSettings([new("color", 0.5), new("class", 2)]);
        var space = new LabelSpace(3) { Table = table };
        var definitions = settings.Heads(new HeadSettings { Pool = Pooling.Avg, Layers = [new LinearLayer(null)] }, space);
        using var color = new Head(definitions[0].Settings, 4, definitions[0].Outputs);
        using var classes = new Head(definitions[1].Settings, 4, definitions[1].Outputs);
        using var objective = settings.Begin([color, classes], new CrossEntropyLoss(), space);
        using var metrics = new RunningMetrics(DeviceType.CPU);
        var features = rand(5, 4, 1, 1);
        var targets = tensor(new long[,] { { 0, 1 }, { 1, 0 }, { 2, 1 }, { 0, 0 }, { 1, 1 } });

        var loss = objective.Loss(features, targets, metrics)!.ToDouble();

        var ofColor = nn.functional.cross_entropy(color.call(features), targets.select(1, 1)).ToDouble();
        var ofClass = nn.functional.cross_entropy(classes.call(features), targets.select(1, 0)).ToDouble();
        Assert.Equal(["task_color", "task_class"], definitions.Select(definition => definition.Name));
        Assert.Equal([2, 3], definitions.Select(definition => definition.Outputs));
        Assert.Equal((0.5 * ofColor) + (2 * ofClass), loss, 1e-5);
        Assert.Equal(ofColor, metrics.Values["loss.color"], 1e-5);
        Assert.Equal((ofColor + ofClass) / 2, metrics.Values[MetricNames.Loss], 1e-5);
    }

    [Fact]
    public void Run_TogetherAndAlone_MeasuresEveryTask()
    {
        using var session = Open();
        session.Run(new RecordingObserver(), CancellationToken.None);

        var techniques = session.Collect().Techniques;
        var (together, alone) = (techniques[0].Runs[0], techniques[1].Runs[0]);

        Assert.Equal(["loss", "accuracy", "loss.class", "accuracy.class", "loss.number", "accuracy.number"], together.Epochs[0].Valid.Keys);
        Assert.Equal(["loss", "accuracy", "loss.number", "accuracy.number"], alone.Epochs[0].Valid.Keys);
        Assert.Equal((together.Epochs[^1].Valid["accuracy.class"] + together.Epochs[^1].Valid["accuracy.number"]) / 2, together.Epochs[^1].ValidAccuracy, 1e-12);
        Assert.Equal(alone.Epochs[^1].Valid["accuracy.number"], alone.Epochs[^1].ValidAccuracy);
        Assert.Equal(session.Manifest.Valid.Count, together.ValidPredictions.Count);
        Assert.Empty(alone.ValidPredictions);
    }

    // The loss is added once per task, and is no number from the second step on.
    [Fact]
    public void Run_LossThatBecomesNoNumber_NamesItsStep()
    {
        _folder.Write("tasks/a.yaml", Technique("Together", "multi_task").Replace("adam", "sgd", StringComparison.Ordinal).Replace("body.layer4: 1e-3, head: 1e-3", "head: 1e38", StringComparison.Ordinal));
        using var session = Open();
        session.Run(new RecordingObserver(), CancellationToken.None);

        Assert.StartsWith("the loss of epoch 1, step 2, became ", session.Collect().Techniques[0].Runs[0].FailureReason, StringComparison.Ordinal);
    }

    [Fact]
    public void Run_SplitWithATest_MeasuresEveryTaskOnIt()
    {
        File.WriteAllText(_suite, File.ReadAllText(_suite).Replace("fraction: 0.2", "fraction: 0.2, test_fraction: 0.2", StringComparison.Ordinal));
        using var session = Open();
        session.Run(new RecordingObserver(), CancellationToken.None);

        var test = session.Collect().Techniques[0].Runs[0].Test!;

        Assert.Equal(9, session.Manifest.Test.Count);
        Assert.Equal((test.Metrics["accuracy.class"] + test.Metrics["accuracy.number"]) / 2, test.Accuracy, 1e-12);
    }

    [Fact]
    public void Run_HeadsOfOneNetwork_DoNotBeginWithTheSameNumbers()
    {
        _folder.Write("tasks/a.yaml", Technique("Together", "multi_task").Replace("body.layer4: 1e-3, head: 1e-3", "head: 1e-6", StringComparison.Ordinal));
        using var session = Open();
        session.Run(new RecordingObserver(), CancellationToken.None);

        using var state = session.Store.LoadState(session.Plan.Runs[0].Nodes[0].Key)!;

        Assert.False(state.Model["head.task_class.0.bias"].narrow(0, 0, 2).allclose(state.Model["head.task_number.0.bias"], atol: 1e-4));
    }

    [Fact]
    public void Export_TheClassAmongTheTasks_EvaluatesToItsAccuracyAndLoss()
    {
        var exported = RunAndExport("Together", out var trained);
        SafetensorsWriter.Write(_folder["trained.safetensors"], exported.Tensors, exported.Metadata);
        using var session = SuiteOpener.Open(Options("b") with { Weights = _folder["trained.safetensors"] }, new RecordingObserver(), null);

        var (loss, accuracy) = WeightEvaluation.Run(session, CancellationToken.None);

        Assert.True(exported.HasClassifier);
        Assert.Equal((trained.Valid["loss.class"], trained.Valid["accuracy.class"]), (loss, accuracy));
    }

    [Fact]
    public void Export_TheClassNotAmongTheTasks_LeavesTheHeadOut()
    {
        var exported = RunAndExport("Number alone", out _);

        Assert.False(exported.HasClassifier);
        Assert.DoesNotContain(exported.Tensors, tensor => tensor.Name.StartsWith("fc.", StringComparison.Ordinal));
    }

    [Fact]
    public void Export_StateWithoutTheHead_IsRefused()
    {
        using var session = SuiteOpener.Open(Options("a") with { Techniques = ["Together"] }, new RecordingObserver(), null);
        session.Run(new RecordingObserver(), CancellationToken.None);
        var node = session.Plan.Nodes[^1];
        var record = session.Store.Find(node.Key)!;
        using var state = session.Store.LoadState(node.Key)!;
        Directory.Delete(_folder["store", node.Key[..2], node.Key], recursive: true);
        session.Store.Save(node, record, new(state.Model.Where(pair => pair.Key != "head.task_class.0.bias").ToDictionary(), state.Optimizer));

        Assert.Contains("have no 'head.task_class.0.bias'", Assert.Throws<HarnessException>(() => WeightExport.Collect(session)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Open_TableAndImagesDiffer_ReportsAllOfIt()
    {
        var rows = Rows();
        rows.Remove("dots/03.jpg");
        rows["dots/99.jpg"] = "odd";
        // Held out, as the first fifth of its class is.
        rows["checks/00.jpg"] = "none";
        WriteLabels(rows);

        var errors = Assert.Throws<DiagnosticsException>(Open).Message;

        Assert.Contains("labels.csv: error: 1 of the images have no row: dots/03.jpg", errors, StringComparison.Ordinal);
        Assert.Contains("labels.csv:46:1: error: there is no image 'dots/99.jpg'", errors, StringComparison.Ordinal);
        Assert.Contains("labels.csv:1:1: error: no training image has the value 'none' of column 'number'", errors, StringComparison.Ordinal);
    }

    [Fact]
    public void Open_UnknownTask_NamesThoseThereAre()
    {
        _folder.Write("tasks/b.yaml", Technique("B", "{ name: multi_task, tasks: [numbers] }"));

        Assert.Contains("b.yaml:5:29: error: unknown task 'numbers'. Did you mean 'number'?", Assert.Throws<DiagnosticsException>(Open).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Open_WithoutTable_SaysWhatToGive()
    {
        File.WriteAllText(_suite, File.ReadAllText(_suite).Replace("labels: labels.csv", "", StringComparison.Ordinal));

        Assert.Contains("objective 'multi_task' needs a table of labels, and the suite has none", Assert.Throws<DiagnosticsException>(Open).Message, StringComparison.Ordinal);
    }

    private static string Technique(string name, string objective) => $$"""
        name: {{name}}
        head: { pool: avg, layers: [linear] }
        optimizer: adam
        phases:
          - { epochs: 2, objective: {{objective}}, train: { body.layer4: 1e-3, head: 1e-3 } }

        """;

    // Of every image, whether its number is odd.
    private static Dictionary<string, string> Rows() => new[] { "checks", "dots", "stripes" }
        .SelectMany(name => Enumerable.Range(0, TinySuite.ImagesPerClass).Select(image => (Path: $"{name}/{image:D2}.jpg", Value: image % 2 == 0 ? "even" : "odd")))
        .ToDictionary(row => row.Path, row => row.Value);

    private void WriteLabels(Dictionary<string, string> rows) =>
        _folder.Write("labels.csv", "image,number\n" + string.Concat(rows.OrderBy(row => row.Key == "dots/99.jpg").Select(row => $"{row.Key},{row.Value}\n")));

    private ExportedWeights RunAndExport(string technique, out EpochResult last)
    {
        using var session = SuiteOpener.Open(Options("a") with { Techniques = [technique] }, new RecordingObserver(), null);
        session.Run(new RecordingObserver(), CancellationToken.None);
        last = session.Collect().Techniques[0].Runs[0].Epochs[^1];
        return WeightExport.Collect(session);
    }

    private SuiteSession Open() => SuiteOpener.Open(Options("a"), new RecordingObserver(), null);

    private RunOptions Options(string results) => new() { SuitePath = _suite, OutputFolder = _folder[results], StoreFolder = _folder["store"], Device = "cpu" };
}
