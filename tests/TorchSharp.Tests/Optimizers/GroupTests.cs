using TorchSharp.Modules;
using static TorchSharp.torch;

namespace TorchSharp.Tests.Optimizers;

[Collection(GlobalState.Name)]
public class GroupTests
{
    [Fact]
    public void AddParamGroup_OptionsPartlyNull_TakesTheRestFromTheOptimizer()
    {
        var options = new AdamW.Options { LearningRate = 1e-4, weight_decay = 0.01 };
        using var optimizer = optim.AdamW([new AdamW.ParamGroup(One(), options)], 1e-2, beta1: 0.7, eps: 1e-5, amsgrad: true);
        Assert.Equal((1e-4, 1e-4, 0.7, 0.999), (options.LearningRate, options.InitialLearningRate, options.beta1, options.beta2));
        Assert.Equal((1e-5, 0.01, true, false), (options.eps, options.weight_decay, options.amsgrad, options.maximize));
    }

    [Fact]
    public void ParamGroup_ByArguments_HasItsOwnDefaults()
    {
        using var optimizer = optim.Adam([new Adam.ParamGroup(One(), weight_decay: 0.1)], 1e-2, beta1: 0.7);
        var group = Assert.IsType<Adam.ParamGroup>(Assert.Single(optimizer.ParamGroups));
        Assert.Equal((1e-3, 0.9, 0.1), (group.LearningRate, group.Options.beta1, group.Options.weight_decay));
        using var sgd = optim.SGD([new SGD.ParamGroup(One(), 0.1, 0.8)], 1e-2);
        Assert.Equal((0.1, 0.8), (sgd.ParamGroups.Single().LearningRate, ((optim.IMomentum)sgd.ParamGroups.Single()).Momentum));
        Assert.Equal(0.0, sgd.Momentum);
    }

    [Fact]
    public void LearningRate_SetThroughParamGroups_IsThatOfTheNextStep()
    {
        var parameters = One();
        using var optimizer = optim.SGD(parameters, 1.0);
        foreach (var group in optimizer.ParamGroups) group.LearningRate = 0.25;
        parameters[0].grad = ones(3);
        optimizer.step();
        Assert.Equal([0.75f, 0.75f, 0.75f], parameters[0].data<float>().ToArray());
        Assert.Equal(1.0, optimizer.ParamGroups.Single().InitialLearningRate);
    }

    [Fact]
    public void AddParamGroup_Later_StartsWithAFreshState()
    {
        var (first, second) = (One(), One());
        using var optimizer = optim.Adam(first, 0.1);
        first[0].grad = ones(3);
        optimizer.step();
        optimizer.add_param_group(new Adam.ParamGroup(second, 0.2));
        Assert.Equal([.. first, .. second], optimizer.parameters());
        Assert.Equal([1, 0], optimizer.state_dict().State.Select(state => ((Adam.State)state).step));
        Assert.Equal([[0], [1]], optimizer.state_dict().StateIndexRef);
        Assert.Equal((0.9, 0.999), optimizer.Betas);
    }

    [Fact]
    public void Constructor_BadOptions_Throws()
    {
        Assert.Throws<ArgumentException>(() => optim.Adam(One(), -1));
        Assert.Throws<ArgumentException>(() => optim.Adam(One(), beta1: 1));
        Assert.Throws<ArgumentException>(() => optim.Adam(One(), beta2: -0.1));
        Assert.Throws<ArgumentException>(() => optim.AdamW(One(), eps: -1));
        Assert.Throws<ArgumentException>(() => optim.AdamW(One(), weight_decay: -1));
        Assert.Throws<ArgumentException>(() => optim.SGD(One(), -1));
        Assert.Throws<ArgumentException>(() => optim.SGD(One(), 1, -0.1));
        Assert.Throws<ArgumentException>(() => optim.SGD(One(), 1, nesterov: true));
    }

    private static Parameter[] One() => [nn.Parameter(ones(3))];
}
