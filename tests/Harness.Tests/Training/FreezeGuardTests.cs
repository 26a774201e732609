using Harness.Diagnostics;
using Harness.Experiments;
using Harness.Models;
using Harness.Tests.Models.Fixtures;
using Harness.Training;
using TorchSharp;
using static TorchSharp.torch;

namespace Harness.Tests.Training;

[Collection(TorchCollection.Name)]
public sealed class FreezeGuardTests : IDisposable
{
    private static readonly HashSet<string> Head = ["head.0.weight", "head.0.bias"];
    private readonly DisposeScope _scope = NewDisposeScope();
    private readonly TransferModel _model = ModelFactory.Create(
        Backbones.Catalog.Describe("resnet18_half")!, new HeadSettings { Pool = Pooling.Avg, Layers = [new LinearLayer(null)] }, 3, 0);

    public void Dispose()
    {
        _model.Dispose();
        _scope.Dispose();
    }

    [Fact]
    public void Verify_OnlyWhatTrainsHasMoved_IsContent()
    {
        using var guard = FreezeGuard.Before(_model, Head, BatchNormMode.Eval);
        Move("head.0.weight");
        Move("head.0.bias");

        guard.Verify();
    }

    [Fact]
    public void Verify_OneBitOfAFrozenParameterChanged_NamesIt()
    {
        using var guard = FreezeGuard.Before(_model, Head, BatchNormMode.Eval);
        Move("head.0.weight");
        Move("head.0.bias");
        var bytes = ModelState.Tensors(_model)["body.layer2.0.bn1.weight"].bytes;
        bytes[0] ^= 1;

        Assert.Contains("'body.layer2.0.bn1.weight' is frozen", Error(guard), StringComparison.Ordinal);
    }

    [Fact]
    public void Verify_StatisticsMovedInEvalMode_NamesThem()
    {
        using var guard = FreezeGuard.Before(_model, Head, BatchNormMode.Eval);
        Move("head.0.weight");
        Move("head.0.bias");
        Move("body.bn1.running_var");

        Assert.Contains("'body.bn1.running_var' is frozen", Error(guard), StringComparison.Ordinal);
    }

    [Fact]
    public void Verify_StatisticsStoodStillInTrainMode_NamesThem()
    {
        using var guard = FreezeGuard.Before(_model, Head, BatchNormMode.Train);
        Move("head.0.weight");
        Move("head.0.bias");

        Assert.Matches("'body.*(running_mean|running_var|num_batches_tracked)' trains in this phase but has not changed", Error(guard));
    }

    [Fact]
    public void Verify_TrainedParameterStoodStill_NamesIt()
    {
        using var guard = FreezeGuard.Before(_model, Head, BatchNormMode.Eval);
        Move("head.0.weight");

        Assert.Contains("'head.0.bias' trains in this phase but has not changed", Error(guard), StringComparison.Ordinal);
    }

    private static string Error(FreezeGuard guard) => Assert.Throws<HarnessException>(guard.Verify).Message;

    private void Move(string name)
    {
        using var _ = no_grad();
        ModelState.Tensors(_model)[name].add_(0.5);
    }
}
