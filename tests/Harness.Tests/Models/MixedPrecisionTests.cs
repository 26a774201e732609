using Harness.Models;
using Harness.Models.Backbones;
using Harness.Models.Heads;
using Harness.Models.Weights;
using Harness.Tests.Models.Fixtures;
using TorchSharp;
using TorchSharp.Modules;
using Xunit.Abstractions;
using static TorchSharp.torch;

namespace Harness.Tests.Models;

/// <summary>A backbone that computes in bfloat16 beside the same backbone in float32.</summary>
[Collection(TorchCollection.Name)]
public sealed class MixedPrecisionTests(ITestOutputHelper output)
{
    // A network of random weights on noise is the hardest case: activations near 0 fall to the other side of a ReLU. There PyTorch's own autocast is
    // 0.32 (median of all parameters) and 0.60 (the worst) of a gradient's length away from float64, and float32, with 2⁻¹⁶ of the rounding, 2e-6 and 5e-6.
    private const double LossTolerance = 0.02;
    private const double GradientTolerance = 0.7;
    private const double MedianGradientTolerance = 0.45;
    private const double StatisticsTolerance = 0.02;

    public static TheoryData<string> Families => [.. TestModels.OneOfEachFamily.Cast<object[]>().Select(row => (string)row[0]).Where(name => TestModels.Backbone(name).ComputesInBFloat16)];

    [Theory]
    [InlineData(BatchNormMode.Train, false)]
    [InlineData(BatchNormMode.Eval, false)]
    [InlineData(BatchNormMode.Train, true)]
    public void Backward_BFloat16_GivesTheGradientsOfFloat32WithinRounding(BatchNormMode mode, bool onlyBatchNorm)
    {
        var (expectedLoss, expected, expectedStatistics) = Step(Precision.Float32, mode, onlyBatchNorm);
        var (loss, gradients, statistics) = Step(Precision.BFloat16, mode, onlyBatchNorm);

        output.WriteLine($"loss {expectedLoss:g6} and {loss:g6}");
        Assert.NotEqual(expectedLoss, loss);
        Assert.InRange(Math.Abs(loss - expectedLoss) / expectedLoss, 0, LossTolerance);
        Assert.Equal(expected.Keys, gradients.Keys);
        var apart = expected.Keys.ToDictionary(name => name, name => Difference.OfLength(expected[name], gradients[name]));
        var median = apart.Values.Order().ElementAt(apart.Count / 2);
        output.WriteLine($"gradients: worst {apart.Values.Max():e2} ({apart.MaxBy(pair => pair.Value).Key}), median {median:e2}");
        Assert.InRange(median, 0, MedianGradientTolerance);
        Assert.All(apart, pair => Assert.InRange(pair.Value, 0, GradientTolerance));
        output.WriteLine($"statistics {Difference.OfLength(expectedStatistics, statistics):e2}");
        Assert.InRange(Difference.OfLength(expectedStatistics, statistics), 0, StatisticsTolerance);
        if (mode == BatchNormMode.Eval) Assert.Equal(expectedStatistics, statistics);
    }

    [Theory]
    [MemberData(nameof(Families))]
    public void Forward_BFloat16InEachFamily_IsNearFloat32AndFreesAllThatItMakes(string name)
    {
        var description = TestModels.Backbone(name);
        using var backbone = ModelFactory.CreateBackbone(description, seed: 1);
        WeightLoader.LoadBackbone(backbone, FormulaWeights.For(backbone), description, "the test");
        using var images = FormulaWeights.Images(2, 3, Side(description), Side(description));
        backbone.eval();
        using var noGrad = no_grad();
        using var expected = backbone.call(images);
        backbone.Precision = Precision.BFloat16;
        using var features = backbone.call(images);
        var live = DisposeScopeManager.Statistics.ThreadTotalLiveCount;
        backbone.call(images).Dispose();

        Assert.Equal(live, DisposeScopeManager.Statistics.ThreadTotalLiveCount);
        Assert.Equal(ScalarType.Float32, features.dtype);
        Assert.Equal(expected.shape, features.shape);
        var difference = Difference.OfLargest(Difference.Values(expected), Difference.Values(features));
        output.WriteLine($"{difference:e2} of the largest feature");
        Assert.InRange(difference, IFoldedBackbone.Float32Tolerance, IFoldedBackbone.BFloat16Tolerance);
    }

    [Theory]
    [MemberData(nameof(Families))]
    public void Backward_BFloat16InEachFamily_GivesEveryParameterAFloat32Gradient(string name)
    {
        var description = TestModels.Backbone(name);
        using var model = ModelFactory.Create(description, HeadSettings.Linear, classes: 3, seed: 1);
        using var images = FormulaWeights.Images(4, 3, Side(description), Side(description));
        using var labels = tensor(new long[] { 0, 2, 1, 0 });
        double Step(Precision precision)
        {
            model.Backbone.Precision = precision;
            model.Backbone.Train(BatchNormMode.Eval);
            model.zero_grad();
            // Stochastic depth draws from it.
            manual_seed(1);
            using var outputs = model.call(images);
            using var loss = nn.functional.cross_entropy(outputs, labels);
            loss.backward();
            return loss.ToDouble();
        }

        var expected = Step(Precision.Float32);
        var gradients = model.parameters().Select(parameter => Difference.Values(parameter.grad!)).ToList();
        var loss = Step(Precision.BFloat16);

        output.WriteLine($"loss {expected:g6} and {loss:g6}");
        Assert.InRange(Math.Abs(loss - expected) / expected, 0, LossTolerance);
        Assert.All(model.parameters(), parameter => Assert.Equal(ScalarType.Float32, parameter.grad!.dtype));
        var apart = model.parameters().Zip(gradients, (parameter, gradient) => Difference.OfLength(gradient, Difference.Values(parameter.grad!))).Order().ToList();
        output.WriteLine($"gradients: worst {apart[^1]:e2}, median {apart[apart.Count / 2]:e2}");
        Assert.InRange(apart[apart.Count / 2], 0, MedianGradientTolerance);
    }

    [Fact]
    public void Forward_BFloat16_GivesFloat32FeaturesAndLeavesParametersFloat32()
    {
        using var model = TestModels.Small();
        model.Backbone.Precision = Precision.BFloat16;
        using var images = FormulaWeights.Images(2, 3, 32, 32);
        using var features = model.ForwardFeatures(images);
        Assert.Equal(ScalarType.Float32, features.dtype);
        Assert.Equal(ScalarType.Float32, images.dtype);
        Assert.All(model.parameters(), parameter => Assert.Equal(ScalarType.Float32, parameter.dtype));
    }

    [Fact]
    public void Forward_WeightsOfAFrozenBackboneChange_ReachTheNextSharedEpoch()
    {
        using var model = TestModels.Small();
        model.Backbone.Precision = Precision.BFloat16;
        model.eval();
        foreach (var parameter in model.Backbone.parameters()) parameter.requires_grad = false;
        using var images = FormulaWeights.Images(2, 3, 32, 32);
        using var before = model.ForwardFeatures(images);
        foreach (var convolution in model.Backbone.modules().OfType<Conv2d>()) convolution.weight.mul_(1.5);
        using var after = model.ForwardFeatures(images);
        Assert.NotEqual(Difference.Values(before), Difference.Values(after));
    }

    [Fact]
    public void Train_TwoClassesApart_LearnsThemAsFloat32Does()
    {
        var (loss, accuracy) = Learn(Precision.BFloat16);
        var (expectedLoss, expectedAccuracy) = Learn(Precision.Float32);
        output.WriteLine($"loss {loss:g4} and {expectedLoss:g4}, accuracy {accuracy} and {expectedAccuracy}");
        Assert.Equal(1, accuracy);
        Assert.Equal(1, expectedAccuracy);
        Assert.InRange(loss, 0, 0.1);
        Assert.InRange(expectedLoss, 0, 0.1);
    }

    [Fact]
    public void Forward_BFloat16ManyTimes_KeepsTheNumberOfLiveTensors()
    {
        using var model = TestModels.Small();
        model.Backbone.Precision = Precision.BFloat16;
        using var images = FormulaWeights.Images(2, 3, 32, 32);
        for (var step = 0; step < 2; step++) model.call(images).Dispose();
        var before = DisposeScopeManager.Statistics.ThreadTotalLiveCount;
        for (var step = 0; step < 5; step++) model.call(images).Dispose();
        Assert.Equal(before, DisposeScopeManager.Statistics.ThreadTotalLiveCount);
    }

    private static long Side(BackboneDescription description) => description.TakesPublishedSizeOnly ? description.PublishedImageSize : 64;

    private static (double Loss, Dictionary<string, double[]> Gradients, double[] Statistics) Step(
        Precision precision, BatchNormMode mode, bool onlyBatchNorm)
    {
        using var model = TestModels.Small();
        WeightLoader.LoadBackbone(model.Backbone, FormulaWeights.For(model.Backbone), model.Description, "the test");
        model.Backbone.Precision = precision;
        model.Backbone.Train(mode);
        foreach (var (name, parameter) in model.named_parameters())
        {
            parameter.requires_grad = !onlyBatchNorm || name.Contains("bn", StringComparison.Ordinal) || name.StartsWith("head", StringComparison.Ordinal);
        }
        using var images = FormulaWeights.Images(8, 3, 64, 64);
        using var labels = arange(8, dtype: ScalarType.Int64).remainder(5);
        using var outputs = model.call(images);
        using var loss = nn.functional.cross_entropy(outputs, labels);
        loss.backward();

        var trained = model.named_parameters().Where(pair => pair.parameter.requires_grad).ToList();
        Assert.All(model.parameters().Where(parameter => !parameter.requires_grad), parameter => Assert.Null(parameter.grad));
        Assert.All(trained, pair => Assert.Equal(ScalarType.Float32, pair.parameter.grad!.dtype));
        return (
            loss.ToDouble(),
            trained.ToDictionary(pair => pair.name, pair => Difference.Values(pair.parameter.grad!)),
            [.. model.named_buffers().Where(pair => pair.name.Contains("running", StringComparison.Ordinal)).SelectMany(pair => Difference.Values(pair.buffer))]);
    }

    // Images of one class are brighter than those of the other, under much noise.
    private static (double Loss, double Accuracy) Learn(Precision precision)
    {
        const int count = 16;
        using var scope = NewDisposeScope();
        using var model = ModelFactory.Create(TestModels.Backbone("resnet18_half"), HeadSettings.Linear, classes: 2, seed: 1);
        model.Backbone.Precision = precision;
        using var optimizer = optim.Adam(model.parameters(), lr: 1e-3);
        var labels = arange(count, dtype: ScalarType.Int64).remainder(2);
        var images = FormulaWeights.Images(count, 3, 32, 32) + labels.to(ScalarType.Float32).reshape(-1, 1, 1, 1);
        for (var step = 0; step < 8; step++)
        {
            model.zero_grad();
            nn.functional.cross_entropy(model.call(images), labels).backward();
            optimizer.step();
        }
        using var noGrad = no_grad();
        var outputs = model.call(images);
        return (nn.functional.cross_entropy(outputs, labels).ToDouble(), outputs.argmax(1).eq(labels).to(ScalarType.Float32).mean().ToDouble());
    }
}
