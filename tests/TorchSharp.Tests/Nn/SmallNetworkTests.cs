using static TorchSharp.torch;

namespace TorchSharp.Tests.Nn;

[Collection(GlobalState.Name)]
public class SmallNetworkTests
{
    [Fact]
    public void Construction_AfterManualSeed_HasPyTorchsWeights()
    {
        using var network = SmallNetwork.Seeded();
        var state = network.state_dict();
        var expected = PyTorchValues.All("network/initial");
        Assert.Equal(expected.Keys.Order(), state.Keys.Order());
        foreach (var (name, tensor) in expected) PyTorchValues.AssertSame(tensor, state[name], name);
    }

    [Fact]
    public void Forward_EvalMode_IsPyTorchs()
    {
        using var network = SmallNetwork.Seeded();
        network.eval();
        PyTorchValues.AssertClose("network/eval", network.call(PyTorchValues.Get("network/x")));
        Assert.Equal(0, network.bn.num_batches_tracked!.item<long>());
    }

    [Fact]
    public void ForwardAndBackward_TrainMode_GivePyTorchsOutputGradientsAndStatistics()
    {
        using var network = SmallNetwork.Seeded();
        PyTorchValues.AssertClose("network/train", network.call(PyTorchValues.Get("network/x")));
        network.bn.reset_running_stats();
        network.Backward();
        foreach (var (name, parameter) in network.named_parameters()) PyTorchValues.AssertClose($"network/gradient/{name}", parameter.grad!);
        PyTorchValues.AssertClose("network/statistics/bn.running_mean", network.bn.running_mean!);
        PyTorchValues.AssertClose("network/statistics/bn.running_var", network.bn.running_var!);
        Assert.Equal(1, network.bn.num_batches_tracked!.item<long>());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Training_FrozenBody_MovesOnlyTheHeadAndInTrainModeTheStatistics(bool trainMode)
    {
        using var network = SmallNetwork.Seeded();
        foreach (var (name, parameter) in network.named_parameters()) parameter.requires_grad = name.StartsWith("fc.", StringComparison.Ordinal);
        network.train(trainMode);
        var before = network.state_dict().ToDictionary(entry => entry.Key, entry => entry.Value.detach().clone());
        using var optimizer = optim.Adam(network.parameters(), 1e-2);
        for (var step = 0; step < 3; step++)
        {
            optimizer.zero_grad();
            network.Backward();
            optimizer.step();
        }

        Assert.Null(network.conv.weight.grad);
        Assert.Null(network.bn.weight.grad);
        string[] expected = trainMode
            ? ["bn.num_batches_tracked", "bn.running_mean", "bn.running_var", "fc.bias", "fc.weight"]
            : ["fc.bias", "fc.weight"];
        var changed = network.state_dict().Where(entry => !entry.Value.Equals(before[entry.Key])).Select(entry => entry.Key);
        Assert.Equal(expected, changed.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Training_InDisposeScopes_LeavesNoTensorsBehind()
    {
        using var network = SmallNetwork.Seeded();
        using var optimizer = optim.AdamW(network.parameters(), 1e-3, weight_decay: 0.1, amsgrad: true);
        long Step()
        {
            using (NewDisposeScope())
            {
                network.Backward();
                optimizer.step();
                optimizer.zero_grad();
            }
            return DisposeScopeManager.Statistics.ThreadTotalLiveCount;
        }

        for (var step = 0; step < 2; step++) Step();
        var live = Step();
        for (var step = 0; step < 200; step++) Assert.Equal(live, Step());
    }
}
