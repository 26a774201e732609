using System.Security.Cryptography;
using Harness.Diagnostics;
using Harness.Models.Backbones;
using Harness.Models.Weights;
using Harness.TestSupport;

namespace Harness.Tests.Models.Weights;

public sealed class WeightResolverTests
{
    [Fact]
    public void Resolve_Path_IsRelativeToTheSuiteAndHashed()
    {
        using var folder = new TemporaryFolder();
        var path = folder.Write("mine.pth", [1, 2, 3]);
        var resolved = new WeightResolver(cacheFolder: folder["cache"]).Resolve("mine.pth", folder.Path, "resnet18");
        Assert.Equal(new ResolvedWeights(path, Convert.ToHexStringLower(SHA256.HashData([1, 2, 3]))), resolved);
    }

    [Theory]
    [InlineData("imagenet", "resnet34", "resnet34-b627a593.pth")]
    [InlineData("imagenet", "resnet50", "resnet50-0676ba61.pth")]
    [InlineData("resnet50-11ad3fa6", "resnet50", "resnet50-11ad3fa6.pth")]
    [InlineData("resnet18-f37072fd.pth", "resnet34", "resnet18-f37072fd.pth")]
    public void Resolve_PublishedNameWithoutDownloader_SaysWhatToGetAndWhereToPutIt(string name, string backbone, string file)
    {
        using var folder = new TemporaryFolder();
        var error = Assert.Throws<HarnessException>(() => new WeightResolver(cacheFolder: folder.Path).Resolve(name, folder.Path, backbone));
        Assert.Contains(new Uri(KnownWeights.DownloadAddress, file).ToString(), error.Remedy, StringComparison.Ordinal);
        Assert.Contains(folder[file], error.Remedy, StringComparison.Ordinal);
    }

    [Fact]
    public void Resolve_DamagedFileInTheCache_IsRefused()
    {
        using var folder = new TemporaryFolder();
        folder.Write("resnet18-f37072fd.pth", [1, 2, 3]);
        var error = Assert.Throws<HarnessException>(() => new WeightResolver(cacheFolder: folder.Path).Resolve("imagenet", folder.Path, "resnet18"));
        Assert.Contains("the file is damaged", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Resolve_NameThatEndsInItsHash_IsHeldToIt()
    {
        using var folder = new TemporaryFolder();
        var hash = Convert.ToHexStringLower(SHA256.HashData([1, 2, 3]));
        folder.Write($"mine-{hash[..8]}.safetensors", [1, 2, 3]);
        Assert.Equal(hash, new WeightResolver().Resolve($"mine-{hash[..8]}.safetensors", folder.Path, "resnet18").Sha256);

        folder.Write($"mine-{hash[..8]}.safetensors", [1, 2, 2]);
        var error = Assert.Throws<HarnessException>(() => new WeightResolver().Resolve($"mine-{hash[..8]}.safetensors", folder.Path, "resnet18"));
        Assert.Contains("the file is damaged", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("mine-20261121.pth")]
    [InlineData("mine-deadbee1.5.pth")]
    [InlineData("039058c6.pth")]
    [InlineData("550e8400-e29b-41d4-a716-44665544000a.pth")]
    public void Resolve_NameWithoutAHash_IsHeldToNothing(string name)
    {
        using var folder = new TemporaryFolder();
        folder.Write(name, [1]);
        Assert.EndsWith(name, new WeightResolver().Resolve(name, folder.Path, "resnet18").Path, StringComparison.Ordinal);
    }

    [Fact]
    public void Resolve_ShippedWeights_CarryTheirHashInTheirNames()
    {
        var files = Directory.GetFiles(RepositoryFolder.Path("experiments", "weights"), "*.safetensors");
        Assert.NotEmpty(files);
        Assert.All(files, file =>
        {
            var hash = new WeightResolver().Resolve(file, "/", "resnet18_half").Sha256;
            Assert.EndsWith($"-{hash[..8]}", Path.GetFileNameWithoutExtension(file), StringComparison.Ordinal);
        });
    }

    [Fact]
    public void Resolve_ImageNetForABackboneWithoutPublishedWeights_SaysSo()
    {
        using var folder = new TemporaryFolder();
        var error = Assert.Throws<HarnessException>(() => new WeightResolver(cacheFolder: folder.Path).Resolve("imagenet", folder.Path, "resnet18_half"));
        Assert.Contains("resnet18_half", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("nuget")]
    [InlineData("imagenet")]
    [InlineData("resnet18_cntk-c94004b6")]
    public void Resolve_WeightsOfAPackageThatMayNotBeRestored_SaysWhichAndWhereTheFileGoes(string name)
    {
        using var folder = new TemporaryFolder();
        var error = Assert.Throws<HarnessException>(() => new WeightResolver(cacheFolder: folder.Path).Resolve(name, folder.Path, "resnet18_cntk"));
        Assert.Contains("Microsoft.ML.DnnImageFeaturizer.ResNet18 0.23.1", error.Remedy, StringComparison.Ordinal);
        Assert.Contains(folder["resnet18_cntk-c94004b6.safetensors"], error.Remedy, StringComparison.Ordinal);
    }

    [Fact]
    public void Resolve_NuGetForABackboneWithoutAPackage_NamesThoseThatHaveOne()
    {
        using var folder = new TemporaryFolder();
        var error = Assert.Throws<HarnessException>(() => new WeightResolver(cacheFolder: folder.Path).Resolve("nuget", folder.Path, "resnet34"));
        Assert.Equal("No weights 'nuget' are published for resnet34.", error.Message);
        Assert.EndsWith("one of these backbones: resnet18_cntk.", error.Remedy, StringComparison.Ordinal);
    }

    [Fact]
    public void Resolve_MisspeltName_GuessesWhatWasMeant()
    {
        using var folder = new TemporaryFolder();
        var error = Assert.Throws<HarnessException>(() => new WeightResolver(cacheFolder: folder.Path).Resolve("imagnet", folder.Path, "resnet18"));
        Assert.Contains("Did you mean 'imagenet'?", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void KnownWeights_EveryBackboneNamed_Exists() =>
        Assert.All(KnownWeights.All, pair => Assert.Contains(pair.Value.Backbone, BackboneRegistry.Catalog.Names));

    [Fact]
    public void KnownWeights_EveryBackboneButTheHalfOne_HasSomeThatAreHeldToAHash()
    {
        Assert.All(BackboneRegistry.Catalog.Names.Where(name => name != "resnet18_half"), name => Assert.NotEmpty(KnownWeights.ForBackbone(name)));
        Assert.All(KnownWeights.All, pair => Assert.EndsWith($"-{pair.Value.HashPrefix}", Path.GetFileNameWithoutExtension(pair.Key), StringComparison.Ordinal));
        Assert.Equal("inception_v3_google-0cc3c7bd.pth", KnownWeights.ForBackbone("inception_v3").First().FileName);
    }

    [Fact]
    public void CheckpointsFolder_FollowsTheVariablesThatPyTorchFollows()
    {
        Assert.Equal("/t/hub/checkpoints", Folder(("TORCH_HOME", "/t"), ("XDG_CACHE_HOME", "/x")));
        Assert.Equal("/x/torch/hub/checkpoints", Folder(("TORCH_HOME", ""), ("XDG_CACHE_HOME", "/x")));
        var home = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);
        Assert.Equal($"{home}/t/hub/checkpoints", Folder(("TORCH_HOME", "~/t")));
        Assert.Equal($"{home}/.cache/torch/hub/checkpoints", Folder());
    }

    private static string Folder(params (string Name, string Value)[] variables) =>
        TorchHubCache.CheckpointsFolder(name => variables.FirstOrDefault(variable => variable.Name == name).Value).Replace('\\', '/');
}
