using Harness.Inference;
using Harness.Models;
using Harness.Models.Heads;
using Harness.Models.Heads.Layers;
using Harness.Models.Heads.Poolings;
using Harness.TestSupport;

namespace Harness.Tests.Inference;

public sealed class NetworksInStoreTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public NetworksInStoreTests() => Directory.CreateDirectory(_folder["results", "store"]);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Beside_ResultsOfThisStoreAndOfAnother_AreTheNetworksOfThis()
    {
        Write(Path.Combine("results", "mine"), "../store", "a");
        Write(Path.Combine("results", "mine", "split-1"), "../../store/", "b");
        Write(Path.Combine("results", "others"), _folder["elsewhere"], "c");

        Assert.Equal(["a", "b"], NetworksInStore.Beside(_folder["results", "store"]).Order());
    }

    [SkippableFact]
    public void Beside_StoreThatTheRunReachedThroughALink_HasItsNetworks()
    {
        Skip.If(OperatingSystem.IsWindows(), "links need rights there");
        Directory.CreateSymbolicLink(_folder["link"], _folder["results"]);
        Write(Path.Combine("results", "mine"), _folder["link", "store"], "a");

        Assert.Equal(["a"], NetworksInStore.Beside(_folder["results", "store"]));
    }

    [SkippableFact]
    public void Beside_StoreNamedByALinkThatLiesElsewhere_HasItsNetworks()
    {
        Skip.If(OperatingSystem.IsWindows(), "links need rights there");
        Directory.CreateDirectory(_folder["elsewhere"]);
        Directory.CreateSymbolicLink(_folder["elsewhere", "store"], _folder["results", "store"]);
        Write(Path.Combine("results", "mine"), "../store", "a");
        Write(Path.Combine("elsewhere", "others"), "../store", "b");

        Assert.Equal(["a", "b"], NetworksInStore.Beside(_folder["elsewhere", "store"]).Order());
    }

    [SkippableFact]
    public void Beside_StoreThatTheRunNamedInAnotherCase_HasItsNetworks()
    {
        Skip.If(OperatingSystem.IsLinux(), "there, these are two folders");
        Write(Path.Combine("results", "mine"), _folder["Results", "STORE"], "a");

        Assert.Equal(["a"], NetworksInStore.Beside(_folder["results", "store"]));
    }

    private void Write(string results, string store, string key) => ResultsModels.Write(_folder[results], new()
    {
        Suite = "s",
        Store = store,
        Backbone = "resnet18",
        Manifest = "abc",
        Transforms = [],
        Classes = ["ants", "bees"],
        Models =
        [
            new()
            {
                Technique = "t",
                Seed = 0,
                Epoch = 1,
                Key = key,
                Initialization = Initialization.Random,
                BackboneAddress = "def",
                Head = new HeadSettings { Pool = new AveragePooling(), Layers = [new LinearLayer(null)] },
                HeadName = "",
                ValidAccuracy = 0.5,
            },
        ],
    });
}
