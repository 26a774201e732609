using Harness.Diagnostics;
using Harness.Models.Backbones;
using Harness.Models.Weights;
using Harness.Tests.Models.Fixtures;
using Harness.TestSupport;
using static TorchSharp.torch;

namespace Harness.Tests.Models.Weights;

[Collection(TorchCollection.Name)]
public sealed class WeightLoaderTests
{
    private static readonly BackboneDescription Half = TestModels.Backbone("resnet18_half");

    [Fact]
    public void LoadBackbone_SafetensorsOfAnotherBackbone_GivesItsBits()
    {
        using var folder = new TemporaryFolder();
        using var pair = new BackbonePair();
        SafetensorsWriter.Write(folder["w"], ModuleWeights.Capture(pair.Source).Values);

        WeightLoader.LoadBackbone(pair.Target, WeightFile.Read(folder["w"]), Half, "w");

        Assert.Equal(Texts(pair.Source), Texts(pair.Target));
    }

    [Theory]
    [InlineData(ScalarType.Float16)]
    [InlineData(ScalarType.BFloat16)]
    [InlineData(ScalarType.Float64)]
    public void LoadBackbone_OtherFloatingPointTypes_AreConverted(ScalarType type)
    {
        using var pair = new BackbonePair();
        var weights = ModuleWeights.Capture(pair.Source).Values.ToDictionary(tensor => tensor.Name, tensor => Convert(tensor, type));

        WeightLoader.LoadBackbone(pair.Target, weights, Half, "w");

        var loaded = ModuleWeights.Capture(pair.Target);
        Assert.All(weights.Values, tensor => Assert.Equal(WeightValues.Of(tensor), WeightValues.Of(loaded[tensor.Name])));
        Assert.All(loaded.Values.Where(t => !t.Name.EndsWith("tracked", StringComparison.Ordinal)), t => Assert.Equal(WeightType.Float32, t.Type));
    }

    [Fact]
    public void LoadBackbone_FileWithoutCountersAndWithClassifier_IsAccepted()
    {
        using var pair = new BackbonePair();
        var weights = ModuleWeights.Capture(pair.Source).Where(item => !item.Key.EndsWith("tracked", StringComparison.Ordinal)).ToDictionary();
        weights["fc.weight"] = WeightValues.Float32("fc.weight", [1], 1);

        WeightLoader.LoadBackbone(pair.Target, weights, Half, "w");

        Assert.Equal(Texts(pair.Source), Texts(pair.Target));
    }

    [Fact]
    public void LoadBackbone_SeveralMisfits_AreAllNamedAndNothingIsLoaded()
    {
        using var pair = new BackbonePair();
        var before = Texts(pair.Target);
        var weights = ModuleWeights.Capture(pair.Source).ToDictionary();
        weights.Remove("conv1.weight");
        weights.Remove("layer2.0.bn1.running_mean");
        weights["layer9.weight"] = WeightValues.Float32("layer9.weight", [1], 1);
        weights["bn1.bias"] = WeightValues.Float32("bn1.bias", [2], 1, 2);
        weights["bn1.weight"] = WeightTensor.FromBytes("bn1.weight", WeightType.Int64, [32], new byte[256]);

        var error = Assert.Throws<HarnessException>(() => WeightLoader.LoadBackbone(pair.Target, weights, Half, "some/file.pth"));

        Assert.Contains("some/file.pth: these weights do not fit resnet18_half.", error.Message, StringComparison.Ordinal);
        Assert.Contains("missing (2): conv1.weight, layer2.0.bn1.running_mean", error.Message, StringComparison.Ordinal);
        Assert.Contains("unexpected (1): layer9.weight", error.Message, StringComparison.Ordinal);
        Assert.Contains("of another shape (1): bn1.bias ([2] in the file, [32] expected)", error.Message, StringComparison.Ordinal);
        Assert.Contains("of another type (1): bn1.weight (Int64 in the file", error.Message, StringComparison.Ordinal);
        Assert.Equal(before, Texts(pair.Target));
    }

    [Fact]
    public void LoadBackbone_ManyMisfits_NamesFiftyOfAKindInShortLinesAndCountsTheRest()
    {
        using var pair = new BackbonePair();
        var weights = Enumerable.Range(10, 52).Select(i => $"other{i}").ToDictionary(name => name, name => WeightValues.Float32(name, [1], 1));

        var error = Assert.Throws<HarnessException>(() => WeightLoader.LoadBackbone(pair.Target, weights, Half, "w.pth"));

        Assert.Contains("    unexpected (52): other10, other11, ", error.Message, StringComparison.Ordinal);
        Assert.EndsWith(", other58, other59 … and 2 more", error.Message, StringComparison.Ordinal);
        Assert.All(Enumerable.Range(10, 50), i => Assert.Contains($"other{i}", error.Message, StringComparison.Ordinal));
        Assert.All(error.Message.Split(Environment.NewLine), line => Assert.InRange(line.Length, 1, 140));
    }

    [Theory]
    [InlineData("resnet18")]
    [InlineData("resnet34")]
    [InlineData("resnet50")]
    public void LoadBackbone_WeightsOfAnotherBackbone_SaysWhichOne(string other)
    {
        using var backbone = BackboneRegistry.All.Get(other).CreateBackbone();
        using var target = BackboneRegistry.All.Get("resnet18_half").CreateBackbone();
        var error = Assert.Throws<HarnessException>(() => WeightLoader.LoadBackbone(target, ModuleWeights.Capture(backbone), Half, "w.pth"));
        Assert.Contains($"these are weights of {other}; the suite says resnet18_half.", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Load_WholeModel_GivesItsBitsAndKeepsStrides()
    {
        using var source = TestModels.Small(TestModels.DeepHead, seed: 1);
        using var target = TestModels.Small(TestModels.DeepHead, seed: 2);
        var strides = target.parameters().Select(parameter => parameter.stride()).ToList();

        WeightLoader.Load(target, ModuleWeights.Capture(source), "checkpoint");

        Assert.Equal(Texts(source), Texts(target));
        Assert.Equal(strides, target.parameters().Select(parameter => parameter.stride()));
    }

    [Fact]
    public void Load_OfAnotherModel_NamesWhatDiffers()
    {
        using var source = TestModels.Small();
        using var target = TestModels.Small(TestModels.DeepHead);
        var error = Assert.Throws<HarnessException>(() => WeightLoader.Load(target, ModuleWeights.Capture(source), "checkpoint"));
        Assert.Contains("head.0.weight ([5, 256] in the file, [16, 512] expected)", error.Message, StringComparison.Ordinal);
    }

    private static WeightTensor Convert(WeightTensor tensor, ScalarType type)
    {
        if (!tensor.Type.IsFloatingPoint()) return tensor;
        using var whole = empty(tensor.Shape.ToArray());
        ModuleWeights.CopyInto(whole, tensor);
        using var converted = whole.to_type(type);
        return ModuleWeights.Capture(tensor.Name, converted);
    }

    private static IEnumerable<string> Texts(nn.Module module) =>
        ModuleWeights.Capture(module).Values.Select(tensor => $"{tensor.Name} {System.Convert.ToHexString(System.Security.Cryptography.SHA256.HashData(tensor.ReadBytes()))}").ToList();

    /// <summary>Two backbones with different weights.</summary>
    private sealed class BackbonePair : IDisposable
    {
        private readonly nn.Module<Tensor, Tensor>[] _backbones = [.. new long[] { 1, 2 }.Select(seed =>
        {
            manual_seed(seed);
            return BackboneRegistry.All.Get("resnet18_half").CreateBackbone();
        })];

        public nn.Module<Tensor, Tensor> Source => _backbones[0];

        public nn.Module<Tensor, Tensor> Target => _backbones[1];

        public void Dispose()
        {
            foreach (var backbone in _backbones) backbone.Dispose();
        }
    }
}
