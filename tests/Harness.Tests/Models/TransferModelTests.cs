using Harness.Models;
using Harness.Models.Weights;
using Harness.Tests.Models.Fixtures;
using static TorchSharp.torch;

namespace Harness.Tests.Models;

[Collection(TorchCollection.Name)]
public sealed class TransferModelTests
{
    [Fact]
    public void Parameters_OfTheModel_AreThoseThatSelectorsKnow()
    {
        using var model = TestModels.Small(TestModels.DeepHead);
        var known = NetworkParameters.Of(model.Description, TestModels.DeepHead, classCount: 5);
        Assert.Equal("body.conv1.weight", known[0].Name);
        Assert.Equal("head.4.bias", known[^1].Name);
        Assert.Equal(
            model.named_parameters().Select(pair => $"{pair.name} [{string.Join(", ", pair.parameter.shape)}]").Order(StringComparer.Ordinal),
            known.Select(parameter => $"{parameter.Name} [{string.Join(", ", parameter.Shape)}]").Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData(BatchNormMode.Eval, false)]
    [InlineData(BatchNormMode.Train, true)]
    public void Train_RunningStatisticsOfTheBackbone_MoveOnlyWhereBatchNormTrains(BatchNormMode mode, bool moves)
    {
        using var model = TestModels.Small();
        var before = Statistics(model.Backbone);

        model.eval();
        Forward(model);
        Assert.Equal(before, Statistics(model.Backbone));

        model.Backbone.Train(mode);
        Forward(model);
        Assert.Equal(moves, !before.SequenceEqual(Statistics(model.Backbone)));
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
