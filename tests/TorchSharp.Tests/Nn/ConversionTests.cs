using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace TorchSharp.Tests.Nn;

[Collection(GlobalState.Name)]
public class ConversionTests
{
    private sealed class WithFields : Module<Tensor, Tensor>
    {
        public readonly Parameter scale = Parameter(ones(2));
        public readonly Tensor offset = zeros(2);

        public WithFields() : base(nameof(WithFields)) => RegisterComponents();

        public override Tensor forward(Tensor input) => input * scale + offset;
    }

    [Fact]
    public void To_OtherType_ReplacesAndDisposesParametersAndKeepsIntegerBuffers()
    {
        using var network = SmallNetwork.Seeded();
        network.fc.bias!.requires_grad = false;
        network.Backward();
        var old = network.parameters().ToList();
        Assert.Same(network, network.to(ScalarType.Float64));

        Assert.All(old, parameter => Assert.True(parameter.IsInvalid));
        Assert.All(network.parameters(), parameter => Assert.Equal(ScalarType.Float64, parameter.dtype));
        Assert.All(network.parameters(), parameter => Assert.True(parameter.is_leaf));
        Assert.Equal(ScalarType.Float64, network.bn.running_var!.dtype);
        Assert.Equal(ScalarType.Int64, network.bn.num_batches_tracked!.dtype);
        Assert.Equal(1, network.bn.num_batches_tracked!.item<long>());
        Assert.Equal(ScalarType.Float64, network.conv.weight.grad!.dtype);
        Assert.False(network.fc.bias!.requires_grad);
        PyTorchValues.AssertBits("network/initial/conv.weight", network.conv.weight.to(ScalarType.Float32));
    }

    [Fact]
    public void To_SameTypeAndDevice_ChangesNothing()
    {
        using var network = SmallNetwork.Seeded();
        var handles = network.parameters().Select(parameter => parameter.Handle).ToList();
        network.to(ScalarType.Float32).to(CPU).to("cpu").to(DeviceType.CPU).cpu();
        Assert.Equal(handles, network.parameters().Select(parameter => parameter.Handle));
    }

    [Fact]
    public void To_OwnFields_StoresTheNewTensorsInThem()
    {
        using var module = new WithFields();
        module.@double();
        Assert.Equal(ScalarType.Float64, module.scale.dtype);
        Assert.Equal(ScalarType.Float64, module.offset.dtype);
        Assert.Same(module.scale, module.get_parameter("scale"));
        Assert.Same(module.offset, module.get_buffer("offset"));
    }

    [Fact]
    public void To_ChannelsLastWeight_KeepsItsStrides()
    {
        using var conv = Conv2d(3, 4, 3);
        conv.weight = ChannelsLast.Parameter(conv.weight);
        conv.to(ScalarType.Float64);
        Assert.Equal([27, 1, 9, 3], conv.weight.stride());
    }

    [Fact]
    public void To_IntegerType_Throws() => Assert.Throws<ArgumentException>(() => Linear(2, 2).to(ScalarType.Int32));

    [Fact]
    public void To_ModuleDict_ThrowsAsThePackageDoes() =>
        Assert.Throws<ArgumentException>(() => ModuleDict(("a", (Module)Linear(2, 2))).to(ScalarType.Float64));

    [SkippableFact]
    public void To_CudaWhereThereIsNone_Throws()
    {
        Skip.If(cuda.is_available(), "CUDA is available");
        Assert.Throws<InvalidOperationException>(() => Linear(2, 2).cuda());
    }
}
