using Harness.Diagnostics;
using Harness.Models;
using Harness.Models.Backbones;
using Harness.Tests.Models.Fixtures;
using Harness.Training;
using Harness.Training.State;
using TorchSharp;
using static TorchSharp.torch;

namespace Harness.Tests.Training;

[Collection(TorchCollection.Name)]
public sealed class FreezeGuardTests : IDisposable
{
    private static readonly HashSet<string> Trained = ["body.bn1.weight", "body.bn1.bias"];
    private readonly DisposeScope _scope = NewDisposeScope();
    private readonly nn.Module<Tensor, Tensor> _backbone = ModelFactory.CreateBackbone(BackboneRegistry.Catalog.Describe("resnet18_half")!, 0);

    private ModelPart Part => ModelPart.Backbone(_backbone);

    public void Dispose()
    {
        _backbone.Dispose();
        _scope.Dispose();
    }

    [Fact]
    public void Verify_OnlyWhatTrainsHasMoved_IsContent()
    {
        using var guard = FreezeGuard.Before(Part, Trained, statisticsMove: false);
        Move("body.bn1.weight");
        Move("body.bn1.bias");

        Assert.Empty(guard.Verify());
    }

    [Fact]
    public void Verify_OneBitOfAFrozenParameterChanged_NamesIt()
    {
        using var guard = FreezeGuard.Before(Part, Trained, statisticsMove: false);
        Move("body.bn1.weight");
        Move("body.bn1.bias");
        var bytes = Part.Tensors()["body.layer2.0.bn1.weight"].bytes;
        bytes[0] ^= 1;

        Assert.Contains("'body.layer2.0.bn1.weight' is frozen", Error(guard), StringComparison.Ordinal);
    }

    [Fact]
    public void Verify_StatisticsMovedInEvalMode_NamesThem()
    {
        using var guard = FreezeGuard.Before(Part, Trained, statisticsMove: false);
        Move("body.bn1.weight");
        Move("body.bn1.bias");
        Move("body.bn1.running_var");

        Assert.Contains("'body.bn1.running_var' is frozen", Error(guard), StringComparison.Ordinal);
    }

    [Fact]
    public void Verify_StatisticsStoodStillInTrainMode_NamesThem()
    {
        using var guard = FreezeGuard.Before(Part, Trained, statisticsMove: true);
        Move("body.bn1.weight");
        Move("body.bn1.bias");

        Assert.Matches("'body.*num_batches_tracked' keeps counting in this phase but has not changed", Failure(guard));
    }

    // As when every epoch is the same batch: averages come to rest when the next one rounds to the same number.
    [Fact]
    public void Verify_StatisticsHaveComeToRest_IsContent()
    {
        using var guard = FreezeGuard.Before(Part, new HashSet<string>(), statisticsMove: true);
        foreach (var (name, count) in Part.Buffers())
        {
            if (name.EndsWith("num_batches_tracked", StringComparison.Ordinal)) count.add_(1);
        }

        Assert.Empty(guard.Verify());
    }

    [Fact]
    public void Verify_ConstantsOfABackbone_StayWhenStatisticsMove()
    {
        using var backbone = BackboneRegistry.All.Get("resnet18_cntk").CreateBackbone();
        var part = ModelPart.Backbone(backbone);
        using var guard = FreezeGuard.Before(part, new HashSet<string>(), statisticsMove: true);
        backbone.Train(BatchNormMode.Train);
        using (no_grad())
        {
            using var images = rand(2, 3, 64, 64);
            backbone.call(images).Dispose();
        }
        Assert.Empty(guard.Verify());

        part.Buffers()["body.mean_image"].bytes[0] ^= 1;
        Assert.Contains("'body.mean_image' is frozen", Error(guard), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1e-3, true)]
    [InlineData(0, false)]
    public void Verify_TrainedParameterStoodStill_TellsWhetherThereWasAnythingToLearn(double gradient, bool hasGradient)
    {
        using var guard = FreezeGuard.Before(Part, Trained, statisticsMove: false);
        Move("body.bn1.weight");
        Reach("body.bn1.bias", gradient);

        Assert.Equal([new UnmovedTensor("body.bn1.bias", 32, hasGradient)], guard.Verify());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Verify_NoGradientReachesATrainedParameter_NamesIt(bool moved)
    {
        using var guard = FreezeGuard.Before(Part, Trained, statisticsMove: false);
        Move("body.bn1.weight");
        if (moved) Move("body.bn1.bias", gradient: null);

        Assert.Contains("'body.bn1.bias' trains in this phase but no gradient reaches it", Failure(guard), StringComparison.Ordinal);
    }

    private static string Error(FreezeGuard guard) => Assert.Throws<HarnessException>(() => guard.Verify()).Message;

    // Nobody's defect: the technique alone fails, and would again.
    private static string Failure(FreezeGuard guard)
    {
        var failure = Assert.Throws<TrainingFailedException>(() => guard.Verify());
        Assert.True(failure.IsReproducible);
        return failure.Message;
    }

    private void Move(string name, double? gradient = 1e-3)
    {
        using var _ = no_grad();
        Part.Tensors()[name].add_(0.5);
        if (gradient is { } value) Reach(name, value);
    }

    private void Reach(string name, double gradient)
    {
        if (Part.Parameters().TryGetValue(name, out var parameter)) parameter.grad = full_like(parameter, gradient);
    }
}
