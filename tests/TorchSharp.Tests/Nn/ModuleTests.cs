using TorchSharp.Modules;
using TorchSharp.Utils;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace TorchSharp.Tests.Nn;

[Collection(GlobalState.Name)]
public class ModuleTests
{
    private class Leaf : Module<Tensor, Tensor>
    {
        private readonly Parameter scale = Parameter(ones(2));
        private readonly Tensor offset = zeros(2);

        public Leaf() : base(nameof(Leaf)) => RegisterComponents();

        public override Tensor forward(Tensor input) => input * scale + offset;
    }

    private sealed class Derived : Leaf
    {
        private readonly Leaf inner = new();
        private readonly Leaf? nothing = null;
        private readonly Leaf[] unseen = [new()];

        [ComponentName(Name = "renamed")]
        private readonly Parameter own = Parameter(ones(3));

        public Leaf Property { get; } = new();

        public bool IsComplete => nothing is null && unseen.Length == 1 && inner is not null && own is not null;
    }

    private sealed class Tree : Module<Tensor, Tensor>
    {
        private readonly Leaf first = new();
        private readonly Sequential second = Sequential(("a", new Leaf()), ("b", Identity()));
        private readonly ModuleList<Leaf> third = new(new Leaf(), new Leaf());
        private readonly Parameter own = Parameter(ones(1));

        public Tree() : base(nameof(Tree)) => RegisterComponents();

        public override Tensor forward(Tensor input) => third[1].call(second.call(first.call(input)));

        public Parameter Own => own;
    }

    private sealed class Bare() : Module<Tensor, Tensor>("bare")
    {
        public override Tensor forward(Tensor input) => input.alias();
    }

    [Fact]
    public void RegisterComponents_FieldsOfClassAndBase_TakesThemByFieldName()
    {
        // The base's constructor registers first, when the derived fields have their values already (initialisers run before).
        using var module = new Derived();
        Assert.True(module.IsComplete);
        Assert.Equal(["renamed", "scale", "inner.scale", "<Property>k__BackingField.scale"], module.named_parameters().Select(entry => entry.name));
        Assert.Equal(["offset", "inner.offset", "<Property>k__BackingField.offset"], module.named_buffers().Select(entry => entry.name));
    }

    [Fact]
    public void NamedModules_Tree_ListsChildrenBeforeGrandchildrenAndNotItself()
    {
        using var tree = new Tree();
        Assert.Equal(["first", "second", "third"], tree.named_children().Select(entry => entry.name));
        Assert.Equal(["first", "second", "third", "second.a", "second.b", "third.0", "third.1"], tree.named_modules().Select(entry => entry.name));
        Assert.Equal(7, tree.modules().Count());
        Assert.Equal(3, tree.children().Count());
    }

    [Fact]
    public void StateDict_Tree_HasAllParametersBeforeAllBuffers()
    {
        using var tree = new Tree();
        string[] parameters = ["own", "first.scale", "second.a.scale", "third.0.scale", "third.1.scale"];
        string[] buffers = ["first.offset", "second.a.offset", "third.0.offset", "third.1.offset"];
        Assert.Equal(parameters, tree.named_parameters().Select(entry => entry.name));
        Assert.Equal(["own"], tree.named_parameters(recurse: false).Select(entry => entry.name));
        Assert.Equal(parameters.Concat(buffers), tree.state_dict().Keys);
        Assert.Same(tree.Own, tree.state_dict()["own"]);
        Assert.Equal("prefix.own", tree.state_dict(prefix: "prefix").Keys.First());
    }

    [Fact]
    public void GetParameterAndBuffer_DottedPath_FindsThem()
    {
        using var tree = new Tree();
        Assert.NotNull(tree.get_parameter("second.a.scale"));
        Assert.Null(tree.get_parameter("second.c.scale"));
        Assert.True(tree.has_buffer("third.1.offset"));
        Assert.False(tree.has_parameter("third.1.offset"));
    }

    [Fact]
    public void RegisterModule_BadName_Throws()
    {
        using var module = new Bare();
        Assert.Throws<ArgumentException>(() => module.register_module("a.b", Identity()));
        Assert.Throws<ArgumentException>(() => module.register_module("", Identity()));
        module.register_module("a", Identity());
        Assert.Throws<InvalidOperationException>(() => module.register_module("a", Identity()));
        module.register_module("a", null!);
        Assert.Empty(module.named_children());
    }

    [Fact]
    public void RegisterParameterAndBuffer_NullOrTaken_Throws()
    {
        using var module = new Bare();
        Assert.Throws<ArgumentNullException>(() => module.register_parameter("p", null!));
        Assert.Throws<ArgumentNullException>(() => module.register_buffer("b", null!));
        module.register_parameter("p", Parameter(ones(1)));
        module.register_buffer("b", ones(1));
        Assert.Throws<InvalidOperationException>(() => module.register_parameter("p", Parameter(ones(1))));
        Assert.Throws<InvalidOperationException>(() => module.register_buffer("b", ones(1)));
        Assert.Throws<InvalidOperationException>(() => Identity().register_buffer("b", ones(1)));
        Assert.Throws<InvalidOperationException>(() => Identity().register_parameter("p", Parameter(ones(1))));
    }

    [Fact]
    public void RegisterBuffer_NotPersistent_IsNeverListed()
    {
        using var module = new Bare();
        module.register_buffer("hidden", ones(1), persistent: false);
        Assert.Empty(module.named_buffers());
        Assert.Empty(module.state_dict());
        Assert.True(module.has_buffer("hidden"));
    }

    [Fact]
    public void NamedParameters_SharedParameter_ComesOnceButIsInTheStateTwice()
    {
        using var first = Linear(2, 2, hasBias: false);
        using var second = Linear(first.weight);
        using var module = new Bare();
        module.register_module("first", first);
        module.register_module("second", second);
        Assert.Equal(["first.weight"], module.named_parameters().Select(entry => entry.name));
        Assert.Equal(["first.weight", "second.weight"], module.state_dict().Keys);
    }

    [Fact]
    public void TrainAndEval_Tree_ReachEveryModule()
    {
        using var tree = new Tree();
        Assert.True(tree.training);
        tree.eval();
        Assert.All(tree.modules(), module => Assert.False(module.training));
        tree.train();
        Assert.All(tree.modules(), module => Assert.True(module.training));
    }

    [Fact]
    public void Apply_Tree_CallsDescendantsBeforeTheModule()
    {
        using var tree = new Tree();
        var seen = new List<string>();
        tree.apply(module => seen.Add(module.GetName()));
        Assert.Equal(["Leaf", "Leaf", "Identity", "Sequential", "Leaf", "Leaf", "ModuleList", "Tree"], seen);
    }

    [Fact]
    public void ZeroGrad_SetToNoneOrNot_RemovesOrFillsGradients()
    {
        using var network = SmallNetwork.Seeded();
        network.Backward();
        network.zero_grad(set_to_none: false);
        Assert.All(network.parameters(), parameter => Assert.Equal(0, parameter.grad!.abs().sum().item<float>()));
        network.zero_grad();
        Assert.All(network.parameters(), parameter => Assert.Null(parameter.grad));
    }

    [Fact]
    public void Dispose_Tree_DisposesParametersAndBuffers()
    {
        var tree = new Tree();
        var tensors = tree.state_dict().Values.ToList();
        tree.Dispose();
        tree.Dispose();
        Assert.All(tensors, tensor => Assert.True(tensor.IsInvalid));
    }

    [Fact]
    public void Hooks_ForwardAndPreForward_SeeAndReplaceValues()
    {
        using var module = new Bare();
        var remover = module.register_forward_pre_hook((_, input) => input + 1);
        module.register_forward_hook((_, _, output) => output * 2);
        Assert.Equal(4f, module.call(ones(1)).item<float>());
        remover.remove();
        Assert.Equal(2f, module.call(ones(1)).item<float>());
    }

    [Fact]
    public void Parameter_MadeFromTensor_EmptiesItsSource()
    {
        using var scope = NewDisposeScope();
        var source = ones(2, 3);
        var parameter = Parameter(source);
        Assert.True(source.IsInvalid);
        Assert.True(parameter.requires_grad);
        Assert.False(Parameter(ones(1), requires_grad: false).requires_grad);
        Assert.True(scope.Contains(parameter));
        Assert.False(scope.Contains(source));
    }
}
