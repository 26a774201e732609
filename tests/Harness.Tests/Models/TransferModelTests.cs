using Harness.Experiments;
using Harness.Models;
using Harness.Models.Weights;
using Harness.Tests.Models.Fixtures;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Harness.Tests.Models;

public sealed class TransferModelTests
{
    [Fact]
    public void Parameters_InForwardOrder_BodyThenHead()
    {
        using var model = TestModels.Small(TestModels.DeepHead);
        var names = model.Parameters.Select(parameter => parameter.Name).ToList();
        Assert.Equal("body.conv1.weight", names[0]);
        Assert.Equal("body.layer4.1.bn2.bias", names[^7]);
        Assert.Equal(["head.0.weight", "head.0.bias", "head.1.weight", "head.1.bias", "head.4.weight", "head.4.bias"], names[^6..]);
        Assert.Equal(model.named_parameters().Select(pair => pair.name).Order(), names.Order());
        Assert.All(model.Parameters, parameter => Assert.Equal(parameter.Parameter.shape, parameter.Description.Shape));
        Assert.All(model.Parameters, parameter => Assert.EndsWith($".{parameter.Description.Name}", parameter.Name, StringComparison.Ordinal));
    }

    [Fact]
    public void TrainableCount_FrozenBody_IsTheHeads()
    {
        using var model = TestModels.Small();
        Assert.Equal(model.ParameterCount, model.TrainableCount);
        foreach (var parameter in model.Body.parameters()) parameter.requires_grad = false;
        Assert.Equal(256 * 5 + 5, model.TrainableCount);
    }

    [Theory]
    [InlineData(true, BatchNormMode.Eval, false, true)]
    [InlineData(true, BatchNormMode.Train, true, true)]
    [InlineData(false, BatchNormMode.Train, false, false)]
    public void SetMode_RunningStatistics_MoveOnlyWhereBatchNormTrains(bool training, BatchNormMode mode, bool bodyMoves, bool headMoves)
    {
        using var model = TestModels.Small(TestModels.DeepHead);
        var (body, head) = (Statistics(model.Body), Statistics(model.Head));

        model.SetMode(training, mode);
        Forward(model);

        Assert.Equal(bodyMoves, !body.SequenceEqual(Statistics(model.Body)));
        Assert.Equal(headMoves, !head.SequenceEqual(Statistics(model.Head)));
    }

    [Fact]
    public void Train_AfterSetMode_KeepsTheBodysBatchNormInEvalMode()
    {
        using var model = TestModels.Small(TestModels.DeepHead);
        model.SetMode(training: true, BatchNormMode.Eval);
        model.eval();
        model.train();
        Assert.All(model.Body.modules().OfType<BatchNorm>(), layer => Assert.False(layer.training));
        Assert.All(model.Head.modules().OfType<BatchNorm>(), layer => Assert.True(layer.training));
        model.SetMode(training: true, BatchNormMode.Train);
        Assert.All(model.Body.modules().OfType<BatchNorm>(), layer => Assert.True(layer.training));
    }

    [Fact]
    public void Create_SameArguments_GivesTheSameBitsAndAnotherSeedOthers()
    {
        Assert.Equal(Bits(4), Bits(4));
        Assert.NotEqual(Bits(4), Bits(5));
    }

    [Fact]
    public void Forward_IsTheHeadOnTheFeatures()
    {
        using var model = TestModels.Small();
        model.eval();
        using var noGrad = no_grad();
        using var images = FormulaWeights.Images(2, 3, 32, 32);
        using var features = model.ForwardFeatures(images);
        using var inTwoSteps = model.Head.call(features);
        using var atOnce = model.call(images);
        Assert.Equal(ModuleWeights.Capture("o", atOnce).ReadBytes(), ModuleWeights.Capture("o", inTwoSteps).ReadBytes());
    }

    private static void Forward(TransferModel model)
    {
        using var noGrad = no_grad();
        using var images = FormulaWeights.Images(4, 3, 32, 32);
        using var output = model.call(images);
    }

    private static byte[] Statistics(nn.Module module) =>
        [.. ModuleWeights.Capture(module).Values.Where(t => t.Name.Contains("running", StringComparison.Ordinal)).SelectMany(t => t.ReadBytes())];

    private static byte[] Bits(long seed)
    {
        using var model = TestModels.Small(seed: seed);
        return [.. ModuleWeights.Capture(model).Values.SelectMany(tensor => tensor.ReadBytes())];
    }
}
