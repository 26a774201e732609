using TorchSharp.Modules;
using TorchSharp.Tests.Nn;
using static TorchSharp.torch;

namespace TorchSharp.Tests.Optimizers;

/// <summary>Fixed gradients, so that results must equal PyTorch's to the last bit.</summary>
[Collection(GlobalState.Name)]
public class StepTests
{
    private static Dictionary<string, Func<IEnumerable<Parameter>, optim.Optimizer>> Cases => new()
    {
        ["adam"] = p => optim.Adam(p, 1e-2),
        ["adam-all"] = p => optim.Adam(p, 3e-3, 0.8, 0.95, 1e-6, 0.1, amsgrad: true),
        ["adam-maximize"] = p => optim.Adam(p, 1e-2, maximize: true),
        ["adamw"] = p => optim.AdamW(p, 1e-2, weight_decay: 0.1),
        ["adamw-amsgrad"] = p => optim.AdamW(p, 1e-2, weight_decay: 0.1, amsgrad: true),
        ["sgd"] = p => optim.SGD(p, 1e-2),
        ["sgd-momentum"] = p => optim.SGD(p, 1e-2, 0.9),
        ["sgd-nesterov"] = p => optim.SGD(p, 1e-2, 0.9, nesterov: true),
        ["sgd-all"] = p => optim.SGD(p, 1e-2, 0.9, 0.3, 0.1),
        ["sgd-maximize"] = p => optim.SGD(p, 1e-2, 0.9, maximize: true),
    };

    public static TheoryData<string, bool> NamesAndLayouts
    {
        get
        {
            var data = new TheoryData<string, bool>();
            foreach (var name in Cases.Keys)
            {
                data.Add(name, false);
                data.Add(name, true);
            }
            return data;
        }
    }

    [Theory]
    [MemberData(nameof(NamesAndLayouts))]
    public void Step_FiveTimes_GivesPyTorchsBitsAndKeepsHandlesAndStrides(string name, bool channelsLast)
    {
        Parameter[] parameters = [nn.Parameter(Arrange(PyTorchValues.Get("optimizers/start/0"))), nn.Parameter(PyTorchValues.Get("optimizers/start/1"))];
        var handles = parameters.Select(parameter => parameter.Handle).ToList();
        using var optimizer = Cases[name](parameters);
        for (var step = 0; step < 5; step++)
        {
            parameters[0].grad = Arrange(PyTorchValues.Get($"optimizers/gradients/{step}/0"));
            parameters[1].grad = PyTorchValues.Get($"optimizers/gradients/{step}/1");
            Assert.Null(optimizer.step());
        }

        for (var i = 0; i < parameters.Length; i++) PyTorchValues.AssertBits($"optimizers/{name}/{i}", parameters[i]);
        Assert.Equal(handles, parameters.Select(parameter => parameter.Handle));
        Assert.Equal(channelsLast ? [27, 1, 9, 3] : [27, 9, 3, 1], parameters[0].stride());
        Assert.All(parameters, parameter => Assert.True(parameter.requires_grad && parameter.is_leaf));

        Tensor Arrange(Tensor tensor) => channelsLast ? ChannelsLast.Of(tensor) : tensor;
    }

    [Theory]
    [InlineData("adam-all")]
    [InlineData("adamw-amsgrad")]
    [InlineData("sgd-nesterov")]
    public void Step_ManyParameters_GivesTheBitsOfEachAlone(string name)
    {
        // Sizes on both sides of what one batch takes, and parameters that join later, so that steps taken differ.
        long[] sizes = [10, 40000, 300, 20000, 20000, 5, 7];
        manual_seed(1);
        var together = sizes.Select(size => nn.Parameter(randn(size))).ToList();
        var alone = together.Select(parameter => nn.Parameter(parameter.detach().clone())).ToList();
        using var common = Cases[name](together);
        var own = alone.Select(parameter => Cases[name]([parameter])).ToList();
        for (var step = 0; step < 4; step++)
        {
            for (var i = step == 0 ? 3 : 0; i < sizes.Length; i++)
            {
                together[i].grad = randn(sizes[i]);
                alone[i].grad = together[i].grad!.clone();
            }
            common.step();
            own.ForEach(optimizer => optimizer.step());
        }
        for (var i = 0; i < sizes.Length; i++) PyTorchValues.AssertSame(alone[i], together[i], $"{name} {i}");
    }

    [Theory]
    [InlineData("adam")]
    [InlineData("adamw")]
    [InlineData("sgd")]
    [InlineData("groups")]
    public void Training_SmallNetworkFiveSteps_GivesPyTorchsWeights(string name)
    {
        using var network = SmallNetwork.Seeded();
        using optim.Optimizer optimizer = name switch
        {
            "adam" => optim.Adam(network.parameters(), 1e-2, weight_decay: 0.1, amsgrad: true),
            "adamw" => optim.AdamW(network.named_parameters(), 1e-2, weight_decay: 0.1),
            "sgd" => optim.SGD(network.parameters(), 1e-2, 0.9, weight_decay: 0.1),
            _ => optim.Adam(
            [
                new Adam.ParamGroup(network.conv.parameters().Concat(network.bn.parameters()).ToList(), 1e-3),
                new Adam.ParamGroup(network.fc.parameters(), new Adam.Options()),
            ], 1e-2),
        };
        for (var step = 0; step < 5; step++)
        {
            optimizer.zero_grad();
            network.Backward();
            optimizer.step();
        }
        var state = network.state_dict();
        foreach (var entry in PyTorchValues.All($"network/{name}").Keys) PyTorchValues.AssertClose($"network/{name}/{entry}", state[entry], 1e-5);
    }

    [Fact]
    public void Step_WithClosure_RecordsOnceAndReturnsTheLoss()
    {
        using var network = SmallNetwork.Seeded();
        using var optimizer = optim.SGD(network.parameters(), 1e-2);
        var calls = 0;
        using var _ = no_grad();
        using var loss = optimizer.step(() =>
        {
            calls++;
            Assert.True(is_grad_enabled());
            return tensor(network.Backward());
        });
        Assert.Equal(1, calls);
        Assert.True(loss.item<double>() > 0);
    }

    [Fact]
    public void Step_ParameterWithoutGradient_IsLeftAlone()
    {
        var parameter = nn.Parameter(ones(3));
        using var optimizer = optim.AdamW([parameter], 1e-2, weight_decay: 0.5);
        optimizer.step();
        PyTorchValues.AssertSame(ones(3), parameter);
        Assert.Equal(0, ((AdamW.State)optimizer.state_dict().State[0]).step);
    }

    [Fact]
    public void ZeroGrad_GradientsThereAre_BecomeZerosNotNull()
    {
        Parameter[] parameters = [nn.Parameter(ones(3)), nn.Parameter(ones(3))];
        parameters[0].grad = ones(3);
        using var optimizer = optim.SGD(parameters, 1e-2);
        optimizer.zero_grad();
        PyTorchValues.AssertSame(zeros(3), parameters[0].grad!);
        Assert.Null(parameters[1].grad);
    }
}
