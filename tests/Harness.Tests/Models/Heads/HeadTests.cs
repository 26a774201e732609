using Harness.Models;
using Harness.Models.Heads;
using Harness.Models.Heads.Layers;
using Harness.Models.Heads.Poolings;
using Harness.Models.Parameters;
using Harness.Models.Weights;
using Harness.Tests.Models.Fixtures;

namespace Harness.Tests.Models.Heads;

[Collection(TorchCollection.Name)]
public sealed class HeadTests
{
    public static TheoryData<string> Kinds => ["linear", "deep"];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Parameters_Description_EqualsTheRealModules(string kind)
    {
        var settings = kind == "deep" ? TestModels.DeepHead : HeadSettings.Linear;
        using var head = new Head(settings, 8, 3);
        Assert.Equal(
            HeadDescription.Parameters(settings, 8, 3).Select(p => $"{p.Name} [{string.Join(", ", p.Shape)}]"),
            head.named_parameters().Select(pair => $"{pair.name} [{string.Join(", ", pair.parameter.shape)}]"));
    }

    [Fact]
    public void Parameters_DeepHead_AreNumberedByTheirPlaceInTheList()
    {
        var parameters = HeadDescription.Parameters(TestModels.DeepHead, channels: 8, classes: 3);
        Assert.Equal(["0.weight", "0.bias", "1.weight", "1.bias", "4.weight", "4.bias"], parameters.Select(p => p.Name));
        Assert.Equal([16, 16], parameters[0].Shape);
        Assert.Equal([3, 16], parameters[4].Shape);
        Assert.Equal([LayerKind.Linear, LayerKind.BatchNorm, LayerKind.Linear], parameters.Where((_, i) => i % 2 == 0).Select(p => p.Layer));
    }

    [Fact]
    public void Forward_DeepHead_GivesLogProbabilities()
    {
        using var head = new Head(TestModels.DeepHead, 8, 3);
        using var features = FormulaWeights.Images(4, 8, 2, 2);
        using var output = head.call(features);
        using var probabilities = output.exp();
        using var sums = probabilities.sum(1);
        Assert.Equal([4, 3], output.shape);
        Assert.All(WeightValues.Of(ModuleWeights.Capture("sums", sums)), sum => Assert.Equal(1, sum, 1e-5));
    }

    [Fact]
    public void Forward_TwoRelusAfterEachOther_CanBeTrained()
    {
        var settings = new HeadSettings { Pool = Pooling.Avg, Layers = [new ReluLayer(), new ReluLayer(), new LinearLayer(null)] };
        using var head = new Head(settings, 8, 3);
        using var features = FormulaWeights.Images(4, 8, 2, 2).requires_grad_();
        using var output = head.call(features);
        using var loss = output.sum();
        loss.backward();
        using var gradient = features.grad;
        Assert.NotNull(gradient);
    }

    [Fact]
    public void CreateHead_SameSeed_GivesTheWeightsThatItHasOnABackbone()
    {
        using var model = TestModels.Small(TestModels.DeepHead, seed: 11);
        using var alone = ModelFactory.CreateHead(TestModels.DeepHead, model.Description.Features, 5, seed: 11);
        Assert.Equal(
            ModuleWeights.Capture(model.Head).Values.Select(WeightValues.Text), ModuleWeights.Capture(alone).Values.Select(WeightValues.Text));
    }

    [Fact]
    public void CreateHead_Linear_IsDrawnAsPyTorchDrawsIt()
    {
        // torch.manual_seed(0); torch.nn.Linear(3, 2): printed by torch 1.13.
        using var head = ModelFactory.CreateHead(HeadSettings.Linear, channels: 3, classes: 2, seed: 0);
        var values = ModuleWeights.Capture(head).Values.SelectMany(WeightValues.Of).ToArray();
        double[] expected = [-0.0043225, 0.3097158, -0.4751853, -0.4248946, -0.2223690, 0.1548207, -0.0114391, 0.4577749];
        Assert.Equal(expected.Length, values.Length);
        Assert.All(expected.Zip(values), pair => Assert.Equal(pair.First, pair.Second, 1e-6));
    }
}
