using System.Runtime.InteropServices;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace TorchSharp.Tests.Nn;

[Collection(GlobalState.Name)]
public class StateDictTests
{
    [Fact]
    public void LoadStateDict_SameNames_CopiesIntoTheLiveTensors()
    {
        using var network = SmallNetwork.Seeded();
        var handle = network.conv.weight.Handle;
        var (missing, unexpected) = network.load_state_dict(PyTorchValues.All("network/adam"));
        Assert.Empty(missing);
        Assert.Empty(unexpected);
        Assert.Equal(handle, network.conv.weight.Handle);
        foreach (var (name, tensor) in PyTorchValues.All("network/adam")) PyTorchValues.AssertSame(tensor, network.state_dict()[name], name);
    }

    [Fact]
    public void LoadStateDict_MissingOrUnexpectedName_ThrowsWhenStrictAndReportsOtherwise()
    {
        using var network = SmallNetwork.Seeded();
        var source = PyTorchValues.All("network/adam");
        source.Remove("fc.bias");
        source["surprise"] = ones(1);
        Assert.Throws<InvalidOperationException>(() => network.load_state_dict(source));
        var (missing, unexpected) = network.load_state_dict(source, strict: false);
        Assert.Equal(["fc.bias"], missing);
        Assert.Equal(["surprise"], unexpected);
        Assert.Empty(network.load_state_dict(source, skip: ["fc.bias", "surprise"]).missing_keys);
    }

    [Fact]
    public void LoadStateDict_WrongShape_Throws()
    {
        using var network = SmallNetwork.Seeded();
        var source = PyTorchValues.All("network/adam");
        source["fc.weight"] = ones(5, 35);
        Assert.Throws<ExternalException>(() => network.load_state_dict(source));
    }

    [Fact]
    public void LoadStateDict_ChannelsLastParameter_KeepsItsStrides()
    {
        using var network = SmallNetwork.Seeded();
        network.conv.weight = ChannelsLast.Parameter(network.conv.weight);
        network.load_state_dict(PyTorchValues.All("network/adam"));
        Assert.Equal([27, 1, 9, 3], network.conv.weight.stride());
        PyTorchValues.AssertBits("network/adam/conv.weight", network.conv.weight);
    }

    [Fact]
    public void SaveAndLoad_File_RestoresEveryTensor()
    {
        using var network = SmallNetwork.Seeded();
        network.load_state_dict(PyTorchValues.All("network/sgd"));
        using var stream = new MemoryStream();
        network.save(stream);
        using var other = SmallNetwork.Seeded();
        other.load(new MemoryStream(stream.ToArray()));
        foreach (var (name, tensor) in PyTorchValues.All("network/sgd")) PyTorchValues.AssertSame(tensor, other.state_dict()[name], name);
    }

    [Fact]
    public void Save_ChannelsLastParameter_ThrowsAsThePackageDoes()
    {
        using var conv = Conv2d(3, 4, 3);
        conv.weight = ChannelsLast.Parameter(conv.weight);
        Assert.Throws<InvalidOperationException>(() => conv.save(new MemoryStream()));
    }

    [Fact]
    public void Load_OtherModule_Throws()
    {
        using var stream = new MemoryStream();
        Linear(2, 3).save(stream);
        Assert.Throws<ArgumentException>(() => Linear(2, 3, hasBias: false).load(new MemoryStream(stream.ToArray())));
        Assert.Throws<ArgumentException>(() => Linear(3, 2).load(new MemoryStream(stream.ToArray())));
        Assert.Throws<ArgumentException>(() => BatchNorm2d(2, track_running_stats: false, dtype: ScalarType.Float64).load(new MemoryStream(stream.ToArray())));
    }
}
