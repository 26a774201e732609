using Harness.Models;
using Harness.Models.Backbones;
using Harness.Models.Heads;
using Harness.Models.Weights;
using Harness.Models.Winograd;
using Harness.Tests.Models.Fixtures;
using Harness.TestSupport;
using TorchSharp;
using Xunit.Abstractions;
using static TorchSharp.torch;

namespace Harness.Tests.Models.Backbones;

[Collection(TorchCollection.Name)]
public sealed class FoldedBackboneTests(ITestOutputHelper output)
{
    public static TheoryData<string, Precision> Cases
    {
        get
        {
            var cases = new TheoryData<string, Precision>();
            foreach (var name in new[] { "resnet18", "resnet34", "resnet50", "resnet18_half", "resnet18_cntk" })
            {
                foreach (var precision in Enum.GetValues<Precision>()) cases.Add(name, precision);
            }
            return cases;
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Forward_FormulaWeights_IsWithinTheToleranceOfTheBackbone(string name, Precision precision)
    {
        using var model = ModelFactory.Create(TestModels.Backbone(name), HeadSettings.Linear, classes: 10, seed: 0);
        WeightLoader.LoadBackbone(model.Backbone, FormulaWeights.For(model.Backbone), model.Description, "the test");
        using var images = FormulaWeights.Images(2, 3, 64, 96);
        AssertNear(model, images, precision);
    }

    [SkippableTheory]
    [InlineData("resnet18", Precision.Float32)]
    [InlineData("resnet50", Precision.Float32)]
    [InlineData("resnet18_half", Precision.Float32)]
    [InlineData("resnet18_half", Precision.BFloat16)]
    [InlineData("vgg16", Precision.Float32)]
    [InlineData("vgg16_bn", Precision.Float32)]
    [InlineData("vgg16_bn", Precision.BFloat16)]
    public void Forward_WithWinograd_IsWithinTheToleranceOfTheBackboneWithout(string name, Precision precision)
    {
        Skip.IfNot(WinogradConvolution.Supports(precision.ScalarType()), "This processor has neither AVX2 nor AVX-512, or bfloat16 is left to its AMX.");
        using var model = ModelFactory.Create(TestModels.Backbone(name), HeadSettings.Linear, classes: 10, seed: 0);
        WeightLoader.LoadBackbone(model.Backbone, FormulaWeights.For(model.Backbone), model.Description, "the test");
        using var images = FormulaWeights.Images(2, 3, 64, 96);
        var tolerance = precision == Precision.Float32 ? IFoldedBackbone.Float32Tolerance : IFoldedBackbone.BFloat16Tolerance;
        model.Backbone.Precision = precision;
        var without = Evaluated(model, images);

        model.Backbone.AllowsWinograd = true;
        var with = Evaluated(model, images);
        Assert.NotEqual(without, with);
        Assert.True(Difference.OfLargest(without, with) < tolerance);

        // VGG-16 has no folded form.
        using var folded = model.Backbone.Fold(precision);
        using var features = folded?.Forward(images);
        Assert.Equal(name.StartsWith("vgg", StringComparison.Ordinal), features is null);
        if (features is not null) Assert.True(Difference.OfLargest(without, Difference.Values(features)) < tolerance);
    }

    [SkippableTheory]
    [InlineData(Precision.Float32)]
    [InlineData(Precision.BFloat16)]
    public void Forward_PretrainedWeights_IsWithinTheToleranceOfTheBackbone(Precision precision)
    {
        var path = SharedFolder.Find("weights", "resnet18_half-tiny-imagenet.pth");
        Skip.If(path is null, SharedFolder.Missing);
        using var model = TestModels.Small();
        WeightLoader.LoadBackbone(model.Backbone, WeightTensors(path!), model.Description, path!);
        using var images = FormulaWeights.Images(4, 3, 128, 128);
        AssertNear(model, images, precision);
    }

    [Fact]
    public void Freeze_BackboneInTrainingMode_EvaluatesWithTheRunningStatistics()
    {
        using var model = TestModels.Small();
        using var images = FormulaWeights.Images(4, 3, 32, 32);
        model.Backbone.Train(Harness.Models.BatchNormMode.Train);
        using (model.Backbone.call(images)) { }
        using var frozen = model.Backbone.Fold()!;
        using var features = frozen.Forward(images);
        Assert.True(Difference.OfLargest(Evaluated(model, images), Difference.Values(features)) < IFoldedBackbone.Float32Tolerance);
    }

    [Fact]
    public void Freeze_LaterChangesOfEitherBackbone_DoNotReachTheOther()
    {
        using var model = TestModels.Small();
        using var images = FormulaWeights.Images(2, 3, 32, 32);
        var before = Bits(model.Backbone);
        using var frozen = model.Backbone.Fold()!;
        using var first = frozen.Forward(images);
        Assert.Equal(before, Bits(model.Backbone));

        // A number that is turned into a Scalar on the way may be collected, and its memory reused, while libtorch reads it: TorchSharp does not keep it alive.
        using var one = 1.ToScalar();
        using (no_grad())
        {
            foreach (var parameter in model.Backbone.parameters()) parameter.add_(one);
        }
        using var second = frozen.Forward(images);
        Assert.Equal(Difference.Values(first), Difference.Values(second));
    }

    [Theory]
    [InlineData(Precision.Float32)]
    [InlineData(Precision.BFloat16)]
    public void Forward_Features_AreFloat32OnWhichAHeadTrains(Precision precision)
    {
        using var model = TestModels.Small();
        using var images = FormulaWeights.Images(2, 3, 32, 32);
        var before = ModuleWeights.Capture("images", images).ReadBytes();
        using var frozen = model.Backbone.Fold(precision)!;
        using var features = frozen.Forward(images);
        Assert.Equal(before, ModuleWeights.Capture("images", images).ReadBytes());
        Assert.Equal(precision, frozen.Precision);
        Assert.Equal(ScalarType.Float32, features.dtype);
        Assert.False(features.requires_grad);

        using var loss = model.Head.call(features).sum();
        loss.backward();
        Assert.All(model.Head.parameters(), parameter => Assert.NotNull(parameter.grad));
        Assert.All(model.Backbone.parameters(), parameter => Assert.Null(parameter.grad));
    }

    [Fact]
    public void Freeze_InsideADisposeScope_OutlivesItAndFreesAllThatItHolds()
    {
        using var model = TestModels.Small();
        using var images = FormulaWeights.Images(2, 3, 32, 32);
        var before = DisposeScopeManager.Statistics.ThreadTotalLiveCount;
        IFoldedBackbone frozen;
        using (NewDisposeScope()) frozen = model.Backbone.Fold()!;
        for (var i = 0; i < 3; i++) frozen.Forward(images).Dispose();
        frozen.Dispose();
        Assert.Equal(before, DisposeScopeManager.Statistics.ThreadTotalLiveCount);
    }

    private void AssertNear(TransferModel model, Tensor images, Precision precision)
    {
        var tolerance = precision == Precision.Float32 ? IFoldedBackbone.Float32Tolerance : IFoldedBackbone.BFloat16Tolerance;
        using var frozen = model.Backbone.Fold(precision)!;
        using var features = frozen.Forward(images);
        var expected = Evaluated(model, images);
        var actual = Difference.Values(features);
        var difference = Difference.OfLargest(expected, actual);

        model.eval();
        using var noGrad = no_grad();
        using var logits = model.call(images);
        using var frozenLogits = model.Head.call(features);
        var logitDifference = Difference.OfLargest(Difference.Values(logits), Difference.Values(frozenLogits));

        output.WriteLine(
            $"features: {difference:e2} of the largest ({expected.Max():g3}), length {Difference.OfLength(expected, actual):e2}; logits: {logitDifference:e2} of the largest");
        Assert.InRange(difference, 0, tolerance);
        Assert.InRange(logitDifference, 0, tolerance);
        if (precision == Precision.BFloat16) Assert.True(difference > IFoldedBackbone.Float32Tolerance, "bfloat16 was not used");
    }

    private static double[] Evaluated(TransferModel model, Tensor images)
    {
        model.eval();
        using var noGrad = no_grad();
        using var features = model.ForwardFeatures(images);
        return Difference.Values(features);
    }

    private static Dictionary<string, WeightTensor> WeightTensors(string path) => WeightFile.Read(path).ToDictionary(pair => pair.Key, pair => pair.Value);

    private static byte[] Bits(nn.Module module) => [.. ModuleWeights.Capture(module).Values.SelectMany(tensor => tensor.ReadBytes())];
}
