using System.Text.Json;
using Harness.Data.Labels;
using Harness.Models;
using Harness.Models.Backbones;
using Harness.Models.Backbones.Inceptions;
using Harness.Models.Heads;
using Harness.Models.Weights;
using Harness.Results;
using Harness.Running;
using Harness.Running.Opening;
using Harness.Tests.Models.Fixtures;
using Harness.Tests.Running;
using Harness.TestSupport;
using Harness.Training;
using Harness.Training.Metrics;
using Harness.Training.Objectives;
using TorchSharp;
using static TorchSharp.torch;

namespace Harness.Tests.Training.Objectives;

/// <summary>Inception's auxiliary classifier against torchvision's (Models/Fixtures/make_reference_outputs.py), with weights by a formula.</summary>
[Collection(TorchCollection.Name)]
public sealed class AuxiliaryTests : IDisposable
{
    private const int Classes = 10;
    private const double Tolerance = 1e-4;

    private readonly TemporaryFolder _folder = new();
    private readonly DisposeScope _scope = NewDisposeScope();
    private readonly BackboneDescription _description = TestModels.Backbone("inception_v3");
    private readonly JsonElement _expected = Fixture.Json("reference_outputs.json").GetProperty("auxiliary");

    public void Dispose()
    {
        _scope.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public void Loss_WeightsOfTheWholeNetwork_GivesTorchvisionsLogitsLossAndGradients()
    {
        var weights = SaveAndLoad();
        var models = new ModelSource(_description, weights, Classes);
        using var backbone = models.CreateBackbone(seed: 0, Initialization.Pretrained);
        var settings = new AuxiliarySettings();
        var definitions = settings.Heads(HeadSettings.Linear, new LabelSpace(Classes));
        var heads = models.CreateHeads(definitions, seed: 0, Initialization.Pretrained).ToList();
        LoadLinear(heads[0], string.Empty);
        LoadLinear(heads[1], "AuxLogits.");
        backbone.eval();
        heads.ForEach(head => head.eval());

        var maps = backbone.ForwardWithAuxiliary(FormulaWeights.Images(2, 3, 299, 299));
        AssertLogits(heads[1].call(maps.Auxiliary!));
        using var objective = settings.Begin(heads, new CrossEntropyLoss(), new LabelSpace(Classes));
        using var metrics = new RunningMetrics(DeviceType.CPU);
        var loss = objective.Loss(maps, tensor(new long[] { 1, 3 }), metrics)!;
        loss.backward();

        Assert.Equal(_expected.GetProperty("loss").GetDouble(), loss.ToDouble(), Tolerance);
        Assert.Equal(loss.ToDouble(), metrics.Values[MetricNames.Loss] + (0.4 * metrics.Values[AuxiliarySettings.LossName]), Tolerance);
        AssertGradient("Conv2d_1a_3x3.conv.weight", backbone, "Conv2d_1a_3x3.conv.weight");
        AssertGradient("Mixed_6e.branch1x1.conv.weight", backbone, "Mixed_6e.branch1x1.conv.weight");
        AssertGradient("Mixed_7c.branch1x1.conv.weight", backbone, "Mixed_7c.branch1x1.conv.weight");
        AssertGradient("AuxLogits.conv0.conv.weight", heads[1], "stem.conv0.conv.weight");
        AssertGradient("AuxLogits.conv1.bn.weight", heads[1], "stem.conv1.bn.weight");
        AssertGradient("AuxLogits.fc.weight", heads[1], "0.weight");
        heads.ForEach(head => head.Dispose());
    }

    [Fact]
    public void Parameters_OfTheNetwork_HaveTheNamesAndShapesOfTheModules()
    {
        var definitions = new AuxiliarySettings().Heads(HeadSettings.Linear, new LabelSpace(Classes));
        using var head = new ModelSource(_description, null, Classes).CreateHeads(definitions, seed: 0, Initialization.Pretrained).Last();

        var described = NetworkParameters.Of(_description, definitions).Where(parameter => parameter.Name.StartsWith("head.auxiliary.", StringComparison.Ordinal));

        Assert.Equal(
            head.named_parameters().Select(pair => $"head.auxiliary.{pair.name} {Shapes.Text(pair.parameter.shape)}").Order(StringComparer.Ordinal),
            described.Select(parameter => $"{parameter.Name} {Shapes.Text(parameter.Shape)}").Order(StringComparer.Ordinal));
    }

    // As torchvision saves the network: backbone, auxiliary classifier and classifier in one file.
    private BackboneWeights SaveAndLoad()
    {
        using var backbone = ModelFactory.CreateBackbone(_description, seed: 0);
        using var head = ModelFactory.CreateHead(HeadSettings.Linear, _description.Auxiliary!.Features, Classes, seed: 0, _description.Auxiliary.Stem);
        SafetensorsWriter.Write(_folder["whole.safetensors"],
            FormulaWeights.For(backbone).Values.Concat(FormulaWeights.For(head.Stem!, "AuxLogits.").Values).Concat(
                [.. FormulaWeights.ForHead(_description.Features).Values, .. FormulaWeights.ForHead(_description.Auxiliary.Features, "AuxLogits.").Values]));
        return BackboneWeights.Load("whole.safetensors", _folder.Path, _description, new WeightResolver());
    }

    [Fact]
    public void Loss_SmoothedTargets_AreReportedPlainly()
    {
        var settings = new AuxiliarySettings();
        var heads = new ModelSource(_description, null, Classes).CreateHeads(settings.Heads(HeadSettings.Linear, new LabelSpace(Classes)), seed: 0, Initialization.Random).ToList();
        heads.ForEach(head => head.eval());
        var maps = new FeatureMaps(rand(2, _description.Features, 1, 1), rand(2, _description.Auxiliary!.Features, 17, 17));
        var targets = tensor(new long[] { 1, 3 });
        using var objective = settings.Begin(heads, new CrossEntropyLoss(0.1), new LabelSpace(Classes));
        using var metrics = new RunningMetrics(DeviceType.CPU);

        var loss = objective.Loss(maps, targets, metrics)!.ToDouble();

        Assert.Equal(nn.functional.cross_entropy(heads[1].call(maps.Auxiliary!), targets).ToDouble(), metrics.Values[AuxiliarySettings.LossName], 1e-5);
        Assert.NotEqual(metrics.Values[MetricNames.Loss] + (0.4 * metrics.Values[AuxiliarySettings.LossName]), loss, 1e-4);
        heads.ForEach(head => head.Dispose());
    }

    // Black, gray and white, as they come normalized.
    [Fact]
    public void InputRange_NormalizedImages_AreFromMinusOneToOne()
    {
        using var range = new InputRange();
        float[] mean = [0.485f, 0.456f, 0.406f], deviation = [0.229f, 0.224f, 0.225f];
        foreach (var (pixel, expected) in new[] { (0f, -1.0), (0.5f, 0.0), (1f, 1.0) })
        {
            var image = tensor([.. mean.Zip(deviation, (center, spread) => (pixel - center) / spread)], [1, 3, 1, 1]);
            Assert.All(range.call(image).data<float>().ToArray(), value => Assert.Equal(expected, value, 1e-6));
        }
    }

    [Fact]
    public void Run_WithAndBesideAuxiliary_TrainsAndLeavesTheOthersTheirBits()
    {
        var suite = TinySuite.Write(_folder, TestImages.SaveJpeg);
        File.WriteAllText(suite, File.ReadAllText(suite)
            .Replace("backbone: resnet18_half", "backbone: inception_v3", StringComparison.Ordinal)
            .Replace("random_resized_crop: 32", "random_resized_crop: 299", StringComparison.Ordinal)
            .Replace("resize: 36, center_crop: 32", "resize: 299, center_crop: 299", StringComparison.Ordinal)
            .Replace("techniques/*", "mine/*", StringComparison.Ordinal));
        const string Head = "head: { pool: avg, layers: [linear] }\nphases:\n";
        _folder.Write("mine/plain.yaml", $"name: Plain\n{Head}  - {{ epochs: 1, train: {{ head: 1e-3 }} }}\n");
        _folder.Write("mine/twice.yaml", $"name: Twice\n{Head}  - {{ epochs: 1, objective: auxiliary, train: {{ head: 1e-3 }} }}\n  - {{ epochs: 1, objective: auxiliary, train: {{ body.Mixed_6e: 1e-3, head: 1e-3 }} }}\n");

        using var together = Open(suite, "together", ["Plain", "Twice"]);
        together.Run(new RecordingObserver(), CancellationToken.None);
        using var alone = Open(suite, "alone", ["Plain"]);
        alone.Run(new RecordingObserver(), CancellationToken.None);

        var (plain, twice) = (together.Collect().Techniques[0].Runs[0], together.Collect().Techniques[1].Runs[0]);
        Assert.Equal(alone.Collect().Techniques[0].Runs[0].Epochs[0].Valid, plain.Epochs[0].Valid);
        Assert.Equal(alone.Collect().Techniques[0].Runs[0].Epochs[0].Train, plain.Epochs[0].Train);
        Assert.True(twice.IsComplete, twice.FailureReason);
        Assert.All(twice.Epochs, epoch => Assert.Equal([MetricNames.Loss, MetricNames.Accuracy, AuxiliarySettings.LossName, AuxiliarySettings.AccuracyName], epoch.Train.Keys));
        Assert.All(twice.Epochs, epoch => Assert.Equal([MetricNames.Loss, MetricNames.Accuracy], epoch.Valid.Keys));
        using var state = together.Store.LoadState(together.Plan.Runs[1].Nodes[^1].Key)!;
        Assert.Contains("head.auxiliary.stem.conv1.bn.running_mean", state.Model.Keys);
        Assert.Contains("body.Mixed_6e.branch1x1.conv.weight", state.Model.Keys);
    }

    private SuiteSession Open(string suite, string name, IReadOnlyList<string> techniques) => SuiteOpener.Open(
        new RunOptions { SuitePath = suite, OutputFolder = _folder[name], StoreFolder = _folder[$"{name}-store"], Device = "cpu", Techniques = techniques, Dry = true },
        new RecordingObserver(),
        null);

    private static void LoadLinear(Head head, string prefix)
    {
        using var noGrad = no_grad();
        var parameters = head.named_parameters().ToDictionary(pair => pair.name, pair => pair.parameter);
        foreach (var (name, value) in FormulaWeights.ForHead((int)parameters["0.weight"].shape[1], prefix)) ModuleWeights.CopyInto(parameters[name], value);
    }

    private void AssertLogits(Tensor logits)
    {
        var expected = _expected.GetProperty("logits").EnumerateArray().SelectMany(row => row.EnumerateArray().Select(value => value.GetDouble()));
        foreach (var (value, got) in expected.Zip(WeightValues.Of(ModuleWeights.Capture("logits", logits)))) Assert.Equal(value, got, Tolerance);
    }

    private void AssertGradient(string name, nn.Module module, string ownName)
    {
        var expected = _expected.GetProperty("gradients").GetProperty(name).GetDouble();
        var parameter = module.named_parameters().Single(pair => pair.name == ownName).parameter;
        Assert.Equal(1, parameter.grad!.to(float64).abs().sum().ToDouble() / expected, Tolerance);
    }
}
