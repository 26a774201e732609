using Harness.Tests.Models.Fixtures;
using Harness.Training.Gradients;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Harness.Tests.Training.Gradients;

/// <summary>The expected values are those of gradient_rules.py, which uses PyTorch's own clip_grad_norm_ and lets autograd find the penalty's gradients.</summary>
[Collection(TorchCollection.Name)]
public sealed class GradientRuleTests : IDisposable
{
    private readonly DisposeScope _scope = NewDisposeScope();
    private readonly Parameter _body = new(tensor(new float[] { 1, 2, -3 }));
    private readonly Parameter _head = new(tensor(new float[] { 0.5f, -2 }));

    public GradientRuleTests() => ((_body * tensor(new float[] { 3, 0, 4 })).sum() + (_head * tensor(new float[] { 0, 12 })).sum()).backward();

    public void Dispose() => _scope.Dispose();

    [Fact]
    public void ClipNorm_NormAboveTheLimit_IsScaledToIt()
    {
        Apply(new ClipNormSettings(1));

        Near([0.23076922f, 0, 0.30769229f], _body.grad!);
        Near([0, 0.92307687f], _head.grad!);
    }

    [Fact]
    public void ClipNorm_NormBelowTheLimit_LeavesTheBits()
    {
        Apply(new ClipNormSettings(13.5));

        Assert.Equal([3, 0, 4], _body.grad!.data<float>());
        Assert.Equal([0, 12], _head.grad!.data<float>());
    }

    [Fact]
    public void StartingPointPenalty_Backbone_IsDrawnToItsStartAndTheHeadToZero()
    {
        Apply(new StartingPointPenaltySettings(0.1, 0.01));

        Near([3.1f, 0.1f, 3.5f], _body.grad!);
        Near([0.005f, 11.98f], _head.grad!);
    }

    [Fact]
    public void StartingPointPenalty_OnlyTheHeadTrains_DoesNotMakeABackbone()
    {
        var parameters = new TrainedParameters([("head.0.weight", _head)], () => throw new InvalidOperationException("Nobody needs it."), () => []);
        using var gradients = no_grad();
        using var rule = new StartingPointPenaltySettings(0.1, 0.01).Begin(parameters);
        rule.Apply();

        Near([0.005f, 11.98f], _head.grad!);
    }

    private static void Near(float[] expected, Tensor actual) =>
        Assert.All(expected.Zip(actual.data<float>().ToArray()), pair => Assert.Equal(pair.First, pair.Second, 1e-6f));

    private void Apply(GradientRuleSettings settings)
    {
        var parameters = new TrainedParameters(
            [("body.conv1.weight", _body), ("head.0.weight", _head)],
            () => new Dictionary<string, Tensor> { ["body.conv1.weight"] = tensor(new float[] { 0, 1, 2 }) },
            () => [_body.grad!, _head.grad!]);
        using var gradients = no_grad();
        using var rule = settings.Begin(parameters);
        rule.Apply();
    }
}
