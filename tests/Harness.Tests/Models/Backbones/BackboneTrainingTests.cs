using Harness.Models;
using Harness.Models.Backbones;
using Harness.Models.Heads;
using Harness.Models.Weights;
using Harness.Tests.Models.Fixtures;
using TorchSharp;
using static TorchSharp.torch;

namespace Harness.Tests.Models.Backbones;

/// <summary>What every family must be able to do before anything can be fine-tuned on it.</summary>
[Collection(TorchCollection.Name)]
public sealed class BackboneTrainingTests
{
    public static TheoryData<string> Families => TestModels.OneOfEachFamily;

    [Theory]
    [MemberData(nameof(Families))]
    public void Backward_InTrainingMode_GivesEveryParameterAFiniteGradientAndMovesBatchNorm(string name)
    {
        var description = TestModels.Backbone(name);
        using var model = ModelFactory.Create(description, HeadSettings.Linear, classes: 3, seed: 1);
        using var images = FormulaWeights.Images(2, 3, Side(description), Side(description));
        using var labels = tensor(new long[] { 0, 2 });
        var before = Statistics(model);
        model.Backbone.Train(BatchNormMode.Train);
        using var outputs = model.call(images);
        using var loss = nn.functional.cross_entropy(outputs, labels);
        loss.backward();

        Assert.True(double.IsFinite(loss.ToDouble()));
        foreach (var (parameterName, parameter) in model.named_parameters())
        {
            Assert.True(parameter.grad is not null, parameterName);
            using var gradient = parameter.grad;
            using var sum = gradient.abs().sum();
            Assert.True(double.IsFinite(sum.ToDouble()), parameterName);
        }
        Assert.Equal(description.HasBatchNorm, before.Length > 0);
        Assert.Equal(before.Length == 0, before.SequenceEqual(Statistics(model)));
    }

    [Theory]
    [MemberData(nameof(Families))]
    public void Forward_BatchNormInEvaluationMode_KeepsTheStatisticsAndTheImages(string name)
    {
        var description = TestModels.Backbone(name);
        using var backbone = ModelFactory.CreateBackbone(description, seed: 1);
        using var images = FormulaWeights.Images(2, 3, Side(description), Side(description));
        var before = (Statistics(backbone), ModuleWeights.Capture("images", images).ReadBytes());
        backbone.Train(BatchNormMode.Eval);
        using var noGrad = no_grad();
        backbone.call(images).Dispose();
        var live = DisposeScopeManager.Statistics.ThreadTotalLiveCount;
        backbone.call(images).Dispose();
        Assert.Equal(live, DisposeScopeManager.Statistics.ThreadTotalLiveCount);
        Assert.Equal(before.Item1, Statistics(backbone));
        Assert.Equal(before.Item2, ModuleWeights.Capture("images", images).ReadBytes());
    }

    [Fact]
    public void Forward_StochasticDepth_FollowsTheGlobalGeneratorInTrainingAlone()
    {
        using var backbone = ModelFactory.CreateBackbone(TestModels.Backbone("efficientnet_b0"), seed: 1);
        using var images = FormulaWeights.Images(4, 3, 32, 32);
        using var noGrad = no_grad();
        double[] Features(long seed)
        {
            manual_seed(seed);
            using var features = backbone.call(images);
            return Difference.Values(features);
        }

        // Batch norm in evaluation mode: what differs is what is skipped.
        backbone.Train(BatchNormMode.Eval);
        Assert.Equal(Features(1), Features(1));
        Assert.NotEqual(Features(1), Features(2));
        backbone.eval();
        Assert.Equal(Features(1), Features(2));
    }

    [Fact]
    public void Precision_BFloat16WhereOnlyFloat32IsComputed_IsRefused()
    {
        using var backbone = ModelFactory.CreateBackbone(TestModels.Backbone("mobilenet_v2"), seed: 1);
        Assert.Throws<NotSupportedException>(() => backbone.Precision = Precision.BFloat16);
    }

    private static long Side(BackboneDescription description) => description.TakesPublishedSizeOnly ? description.PublishedImageSize : description.MinimumImageSize;

    private static byte[] Statistics(nn.Module module) =>
        [.. ModuleWeights.Capture(module).Values.Where(t => t.Name.Contains("running", StringComparison.Ordinal)).SelectMany(t => t.ReadBytes())];
}
