using TorchSharp.Modules;
using TorchSharp.Tests.Nn;
using static TorchSharp.torch;

namespace TorchSharp.Tests.Optimizers;

[Collection(GlobalState.Name)]
public class StateTests
{
    private static OptimizerHelper Make(string kind, IEnumerable<Parameter> parameters) => kind switch
    {
        "adam" => optim.Adam(parameters, 1e-2, weight_decay: 0.1, amsgrad: true),
        "adamw" => optim.AdamW(parameters, 1e-2, weight_decay: 0.1),
        "sgd" => optim.SGD(parameters, 1e-2),
        _ => optim.SGD(parameters, 1e-2, 0.9),
    };

    [Theory]
    [InlineData("adam")]
    [InlineData("adamw")]
    [InlineData("sgd")]
    [InlineData("sgd-momentum")]
    public void SaveAndLoad_InTheMiddle_ContinuesBitForBit(string kind)
    {
        using var network = SmallNetwork.Seeded();
        using var optimizer = Make(kind, network.parameters());
        Train(network, optimizer, 3);
        using var stream = new MemoryStream();
        optimizer.save_state_dict(new BinaryWriter(stream));
        using var copy = SmallNetwork.Seeded();
        copy.load_state_dict(network.state_dict());
        Train(network, optimizer, 3);

        using var restored = Make(kind, copy.parameters());
        foreach (var group in restored.ParamGroups) group.LearningRate = 123;
        stream.Position = 0;
        restored.load_state_dict(new BinaryReader(stream));
        Assert.Equal(1e-2, restored.ParamGroups.Single().LearningRate);
        Train(copy, restored, 3);
        foreach (var (name, tensor) in network.state_dict()) PyTorchValues.AssertSame(tensor, copy.state_dict()[name], name);
        foreach (var (mine, other) in optimizer.state_dict().State.Zip(restored.state_dict().State)) Assert.True(mine.ApproximatelyEquals(other));
    }

    [Theory]
    [InlineData("adam")]
    [InlineData("sgd-momentum")]
    public void LoadStateDict_FromAnotherOptimizer_CopiesStates(string kind)
    {
        using var network = ChannelsLastNetwork();
        using var optimizer = Make(kind, network.parameters());
        Train(network, optimizer, 2);
        using var copy = ChannelsLastNetwork();
        copy.load_state_dict(network.state_dict());
        using var other = Make(kind, copy.parameters());
        other.load_state_dict(optimizer.state_dict());
        Train(network, optimizer, 2);
        Train(copy, other, 2);
        foreach (var (name, tensor) in network.state_dict()) PyTorchValues.AssertSame(tensor, copy.state_dict()[name], name);
        Assert.Equal([27, 1, 9, 3], copy.conv.weight.stride());
        foreach (var tensor in Tensors(other.state_dict().State[0])) Assert.Equal([27, 1, 9, 3], tensor.stride());
    }

    [Fact]
    public void StateFields_CopiedInto_KeepStridesAndContinueBitForBit()
    {
        using var network = ChannelsLastNetwork();
        using var optimizer = optim.AdamW(network.parameters(), 1e-2, amsgrad: true);
        Train(network, optimizer, 2);
        using var copy = ChannelsLastNetwork();
        copy.load_state_dict(network.state_dict());
        using var other = optim.AdamW(copy.parameters(), 1e-2, amsgrad: true);
        foreach (var (target, source) in other.state_dict().State.Zip(optimizer.state_dict().State))
        {
            ((AdamW.State)target).step = ((AdamW.State)source).step;
            foreach (var (to, from) in Tensors(target).Zip(Tensors(source))) to.copy_(from);
        }
        foreach (var tensor in Tensors(other.state_dict().State[0])) Assert.Equal([27, 1, 9, 3], tensor.stride());
        Train(network, optimizer, 2);
        Train(copy, other, 2);
        foreach (var (name, tensor) in network.state_dict()) PyTorchValues.AssertSame(tensor, copy.state_dict()[name], name);
    }

    [Fact]
    public void LoadStateDict_DoesNotFit_Throws()
    {
        using var adam = optim.Adam([nn.Parameter(ones(3))], 1e-2);
        using var stream = new MemoryStream();
        adam.save_state_dict(new BinaryWriter(stream));
        BinaryReader Reader() => new(new MemoryStream(stream.ToArray()));
        Assert.Throws<InvalidDataException>(() => optim.AdamW([nn.Parameter(ones(3))]).load_state_dict(Reader()));
        Assert.Throws<ArgumentException>(() => optim.Adam([nn.Parameter(ones(3)), nn.Parameter(ones(3))]).load_state_dict(Reader()));
        Assert.Throws<ArgumentException>(() => optim.Adam([new Adam.ParamGroup([nn.Parameter(ones(3))]), new Adam.ParamGroup([])]).load_state_dict(Reader()));
        Assert.Throws<ArgumentException>(() => optim.Adam([nn.Parameter(ones(4))]).load_state_dict(Reader()));
        Assert.Throws<InvalidCastException>(() => optim.AdamW([nn.Parameter(ones(3))]).load_state_dict(adam.state_dict()));
    }

    [Fact]
    public void Dispose_Optimizer_DisposesItsStatesAndNotTheParameters()
    {
        var parameter = nn.Parameter(ones(3));
        var optimizer = optim.Adam([parameter], amsgrad: true);
        var tensors = Tensors(optimizer.state_dict().State[0]).ToList();
        optimizer.Dispose();
        Assert.Equal(3, tensors.Count);
        Assert.All(tensors, tensor => Assert.True(tensor.IsInvalid));
        Assert.False(parameter.IsInvalid);
    }

    [Fact]
    public void Initialize_StateWithHistory_StartsAgain()
    {
        var parameter = nn.Parameter(ones(3));
        using var optimizer = optim.Adam([parameter]);
        parameter.grad = ones(3);
        optimizer.step();
        var state = (Adam.State)optimizer.state_dict().State[0];
        state.Initialize(optimizer.state_dict().Options[0]);
        Assert.Equal(0, state.step);
        PyTorchValues.AssertSame(zeros(3), state.exp_avg);
    }

    private static SmallNetwork ChannelsLastNetwork()
    {
        var network = SmallNetwork.Seeded();
        network.conv.weight = ChannelsLast.Parameter(network.conv.weight);
        return network;
    }

    private static void Train(SmallNetwork network, optim.Optimizer optimizer, int steps)
    {
        for (var step = 0; step < steps; step++)
        {
            optimizer.zero_grad();
            network.Backward();
            optimizer.step();
        }
    }

    private static IEnumerable<Tensor> Tensors(OptimizerState state)
    {
        Tensor?[] tensors = state switch
        {
            MomentState moments => [moments.exp_avg, moments.exp_avg_sq, moments.max_exp_avg_sq],
            SGD.State sgd => [sgd.momentum_buffer],
            _ => [],
        };
        return tensors.OfType<Tensor>();
    }
}
