using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Harness.Models;
using Harness.Models.Backbones;
using Harness.Models.Heads;
using Harness.Models.Weights;
using Harness.Tests.Models.Fixtures;
using Harness.TestSupport;
using static TorchSharp.torch;

namespace Harness.Tests.Models.Backbones;

/// <summary>Outputs of torchvision 0.14 (Fixtures/make_reference_outputs.py) on the same weights and pixels.</summary>
[Collection(TorchCollection.Name)]
public sealed class ReferenceOutputTests
{
    private const double Tolerance = 1e-4;

    public static TheoryData<string> Names => [.. BackboneRegistry.Catalog.Names];

    // Names, shapes and outputs in one test, so that the large ones are built once.
    [Theory]
    [MemberData(nameof(Names))]
    public void Forward_FormulaWeights_GivesTorchvisionsNamesFeaturesAndLogits(string name)
    {
        var backbone = TestModels.Backbone(name);
        var expected = Fixture.Json("reference_outputs.json").GetProperty("formula").GetProperty(name);
        using var model = ModelFactory.Create(backbone, HeadSettings.Linear, classes: 10, seed: 0);
        AssertNames(expected.GetProperty("state"), model);

        var side = expected.GetProperty("side").GetInt64();
        using var images = FormulaWeights.Images(2, 3, side, side);
        AssertOutputs(expected, model, FormulaWeights.For(model.Backbone), FormulaWeights.ForHead(backbone.Features), images);
    }

    [SkippableFact]
    public void Forward_PretrainedWeightsAndPhotograph_GivesTorchvisionsLogits()
    {
        var path = SharedFolder.Find("weights", "resnet18_half-tiny-imagenet.pth");
        Skip.If(path is null, SharedFolder.Missing);
        var weights = WeightFile.Read(path!);
        var expected = Fixture.Json("reference_outputs.json").GetProperty("photograph");
        using var model = ModelFactory.Create(TestModels.Backbone("resnet18_half"), HeadSettings.Linear, (int)weights["fc.bias"].Shape[0], seed: 0);
        using var images = Normalized(expected.GetProperty("pixels").GetBytesFromBase64(), 64, 64);

        var classifier = weights.Where(pair => model.Description.IsOfClassifier(pair.Key)).ToDictionary(pair => $"0.{pair.Key[3..]}", pair => pair.Value);
        AssertOutputs(expected, model, weights, classifier, images);
    }

    [Theory]
    [InlineData("resnet18")]
    [InlineData("resnet50")]
    public void CreateBackbone_AfterManualSeed_DrawsWhatTorchvisionDraws(string name)
    {
        manual_seed(7);
        using var backbone = BackboneRegistry.All.Get(name).CreateBackbone();
        var parameters = backbone.named_parameters().ToDictionary(pair => pair.name, pair => ModuleWeights.Capture(pair.name, pair.parameter));
        var drawn = Fixture.Json("reference_outputs.json").GetProperty("drawn").GetProperty(name).EnumerateObject().ToList();

        Assert.NotEmpty(drawn);
        foreach (var item in drawn)
        {
            if (item.Name == "fc.weight") continue;
            var values = WeightValues.Of(parameters[item.Name]);
            Near(Numbers(item.Value.GetProperty("first")), values[..3], 1e-6);
            Assert.Equal(item.Value.GetProperty("abs_sum").GetDouble(), values.Sum(Math.Abs), 1e-6 * values.Length);
        }
    }

    private static void AssertNames(JsonElement expected, TransferModel model)
    {
        var lines = model.Backbone.state_dict().Select(pair => $"{pair.Key} {string.Join('x', pair.Value.shape)}").Order(StringComparer.Ordinal).ToList();
        Assert.Equal(expected.GetProperty("tensors").GetInt32(), lines.Count);
        Assert.Equal(expected.GetProperty("sha256").GetString(), Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', lines)))));
        Assert.Equal(
            model.Backbone.named_parameters().Select(pair => $"{pair.name} {Shapes.Text(pair.parameter.shape)}").Order(StringComparer.Ordinal),
            model.Description.Parameters.Select(parameter => $"{parameter.Name} {Shapes.Text(parameter.Shape)}").Order(StringComparer.Ordinal));
    }

    private static void AssertOutputs(
        JsonElement expected, TransferModel model, IReadOnlyDictionary<string, WeightTensor> weights, IReadOnlyDictionary<string, WeightTensor> head, Tensor images)
    {
        WeightLoader.LoadBackbone(model.Backbone, weights, model.Description, "the test");
        WeightLoader.Load(model.Head, head, "the test");
        model.eval();
        using var noGrad = no_grad();
        using var features = model.ForwardFeatures(images);
        using var logits = model.call(images);

        Assert.Equal(Numbers(expected.GetProperty("shape")), features.shape.Select(dimension => (double)dimension));
        var values = WeightValues.Of(ModuleWeights.Capture("features", features));
        var some = Numbers(expected.GetProperty("features"));
        // Where features are large, as in the deepest ResNets on these weights, float32 itself ends before the fourth decimal.
        var tolerance = Tolerance * Math.Max(1, values.Max(Math.Abs) / 10);
        Near(some, [.. values.Where((_, i) => i % 37 == 0).Take(some.Length)], tolerance);
        Assert.Equal(expected.GetProperty("features_sum").GetDouble(), values.Sum(), tolerance * values.Length);
        if (!expected.TryGetProperty("logits", out var logitRows)) return;
        var rows = logitRows.EnumerateArray().Select(Numbers).ToList();
        foreach (var (index, row) in rows.Index())
        {
            using var got = logits[index];
            Near(row, WeightValues.Of(ModuleWeights.Capture("logits", got))[..row.Length], tolerance);
        }
    }

    private static Tensor Normalized(byte[] pixels, int height, int width)
    {
        double[] mean = [0.485, 0.456, 0.406], deviation = [0.229, 0.224, 0.225];
        var values = new float[pixels.Length];
        for (var i = 0; i < pixels.Length; i++)
        {
            var channel = i % 3;
            values[channel * height * width + i / 3] = (float)((pixels[i] / 255.0 - mean[channel]) / deviation[channel]);
        }
        return tensor(values, new long[] { 1, 3, height, width });
    }

    private static double[] Numbers(JsonElement array) => [.. array.EnumerateArray().Select(number => number.GetDouble())];

    private static void Near(double[] expected, double[] actual, double tolerance)
    {
        Assert.Equal(expected.Length, actual.Length);
        for (var i = 0; i < expected.Length; i++) Assert.Equal(expected[i], actual[i], tolerance);
    }
}
