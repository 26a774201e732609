using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace TorchSharp.Tests.Nn;

[Collection(GlobalState.Name)]
public class ContainerTests
{
    private sealed class Recorder() : Module<Tensor, Tensor>("recorder")
    {
        public Tensor? Seen { get; private set; }

        public override Tensor forward(Tensor input)
        {
            Seen = input;
            return input * 2;
        }
    }

    [Fact]
    public void Sequential_Forward_DisposesIntermediatesButNotItsInput()
    {
        var (first, second, third) = (new Recorder(), new Recorder(), new Recorder());
        using var sequential = Sequential(first, second, third);
        using var input = ones(1);
        using var output = sequential.call(input);
        Assert.Equal(8f, output.item<float>());
        Assert.False(input.IsInvalid);
        Assert.True(second.Seen!.IsInvalid);
        Assert.True(third.Seen!.IsInvalid);
    }

    [Fact]
    public void Sequential_Empty_GivesANewHandle()
    {
        using var input = ones(1);
        using var output = Sequential().call(input);
        Assert.NotSame(input, output);
        Assert.Equal(1f, output.item<float>());
    }

    [Fact]
    public void Sequential_Factories_NameTheirModules()
    {
        Assert.Equal(["0", "1"], Names(Sequential(ReLU(), Tanh())));
        Assert.Equal(["0", "1"], Names(Sequential(new List<Module<Tensor, Tensor>> { ReLU(), Tanh() })));
        Assert.Equal(["a", "b"], Names(Sequential(("a", ReLU()), ("b", Tanh()))));
        Assert.Equal(["a"], Names(Sequential(new List<(string, Module<Tensor, Tensor>)> { ("a", ReLU()) })));
        Assert.Equal(["a"], Names(Sequential(Tuple.Create("a", (Module<Tensor, Tensor>)ReLU()))));
        Assert.Equal(["a", "1"], Names(Sequential(("a", ReLU())).append(Tanh())));
        Assert.Equal(["b", "c"], Names(Sequential(("a", ReLU()), ("b", Tanh()), ("c", Tanh()))[1..]));
    }

    [Fact]
    public void ModuleList_NotRegistered_HasNoParametersYet()
    {
        using var list = ModuleList(Linear(1, 1), Linear(1, 2));
        list.append(Linear(1, 3));
        Assert.Equal(3, list.Count);
        Assert.Empty(list.parameters());
    }

    [Fact]
    public void ModuleDict_Registered_NamesModulesByKey()
    {
        using var dictionary = ModuleDict(("x", Linear(1, 1)), ("y", Linear(1, 2)));
        using var parent = new Recorder();
        parent.register_module("heads", dictionary);
        Assert.Equal(["heads.x.weight", "heads.x.bias", "heads.y.weight", "heads.y.bias"], parent.named_parameters().Select(entry => entry.name));
        Assert.Equal(["x", "y"], dictionary.Keys);
        Assert.Equal(2, dictionary["y"].out_features);
        Assert.Throws<ArgumentException>(() => dictionary.Add("x", Linear(1, 1)));
    }

    [Fact]
    public void Weight_Assigned_DisposesTheOldOneAndTakesItsPlace()
    {
        using var linear = Linear(2, 3);
        var old = linear.weight;
        var replacement = Parameter(ones(3, 2));
        linear.weight = replacement;
        Assert.True(old.IsInvalid);
        Assert.Same(replacement, linear.get_parameter("weight"));
        Assert.Equal(["weight", "bias"], linear.named_parameters().Select(entry => entry.name));
        linear.bias = null;
        Assert.Equal(["weight"], linear.named_parameters().Select(entry => entry.name));
    }

    private static IEnumerable<string> Names(Sequential sequential) => sequential.named_children().Select(entry => entry.name);
}
