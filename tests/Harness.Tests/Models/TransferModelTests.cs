using Harness.Experiments;
using Harness.Models;
using Harness.Models.Weights;
using Harness.Tests.Models.Fixtures;
using static TorchSharp.torch;

namespace Harness.Tests.Models;

[Collection(TorchCollection.Name)]
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
    [InlineData(BatchNormMode.Eval, false)]
    [InlineData(BatchNormMode.Train, true)]
    public void Train_RunningStatisticsOfTheBody_MoveOnlyWhereBatchNormTrains(BatchNormMode mode, bool moves)
    {
        using var model = TestModels.Small();
        var before = Statistics(model.Body);

        model.eval();
        Forward(model);
        Assert.Equal(before, Statistics(model.Body));

        model.Body.Train(mode);
        Forward(model);
        Assert.Equal(moves, !before.SequenceEqual(Statistics(model.Body)));
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
