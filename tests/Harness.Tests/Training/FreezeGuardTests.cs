using Harness.Diagnostics;
using Harness.Models;
using Harness.Tests.Models.Fixtures;
using Harness.Training;
using TorchSharp;
using static TorchSharp.torch;

namespace Harness.Tests.Training;

[Collection(TorchCollection.Name)]
public sealed class FreezeGuardTests : IDisposable
{
    private static readonly HashSet<string> Trained = ["body.bn1.weight", "body.bn1.bias"];
    private readonly DisposeScope _scope = NewDisposeScope();
    private readonly nn.Module<Tensor, Tensor> _body = ModelFactory.CreateBody(Backbones.Catalog.Describe("resnet18_half")!, 0);

    private ModelPart Part => ModelPart.Body(_body);

    public void Dispose()
    {
        _body.Dispose();
        _scope.Dispose();
    }

    [Fact]
    public void Verify_OnlyWhatTrainsHasMoved_IsContent()
    {
        using var guard = FreezeGuard.Before(Part, Trained, statisticsMove: false);
        Move("body.bn1.weight");
        Move("body.bn1.bias");

        guard.Verify();
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

        Assert.Matches("'body.*(running_mean|running_var|num_batches_tracked)' trains in this phase but has not changed", Failure(guard));
    }

    [Fact]
    public void Verify_TrainedParameterStoodStill_NamesIt()
    {
        using var guard = FreezeGuard.Before(Part, Trained, statisticsMove: false);
        Move("body.bn1.weight");

        Assert.Contains("'body.bn1.bias' trains in this phase but has not changed", Failure(guard), StringComparison.Ordinal);
    }

    private static string Error(FreezeGuard guard) => Assert.Throws<HarnessException>(guard.Verify).Message;

    // Nobody's defect: the technique alone fails, and would again.
    private static string Failure(FreezeGuard guard)
    {
        var failure = Assert.Throws<TrainingFailedException>(guard.Verify);
        Assert.True(failure.IsReproducible);
        return failure.Message;
    }

    private void Move(string name)
    {
        using var _ = no_grad();
        Part.Tensors()[name].add_(0.5);
    }
}
