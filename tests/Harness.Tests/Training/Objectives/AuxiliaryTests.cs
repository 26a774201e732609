using System.Text.Json;
using Harness.Data.Labels;
using Harness.Models;
using Harness.Models.Backbones;
using Harness.Models.Heads;
using Harness.Models.Weights;
using Harness.Results;
using Harness.Tests.Models.Fixtures;
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
