using Harness.Data.Transforms;
using Harness.Diagnostics;
using Harness.Models;
using Harness.Models.Backbones;
using Harness.Models.Weights;
using Harness.Models.Weights.Fitting;
using Harness.Models.Weights.Packaged;
using Harness.Tests.Models.Fixtures;
using Harness.TestSupport;
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;
using TorchSharp;
using Xunit.Abstractions;
using static TorchSharp.torch;

namespace Harness.Tests.Models.Weights.Packaged;

/// <summary>The weights of the package against ONNX Runtime, which runs the package's own two files.</summary>
[Collection(TorchCollection.Name)]
public sealed class CntkResNet18Tests(ITestOutputHelper output)
{
    private const int Side = 224;
    private const double Tolerance = 1e-4;

    private static readonly CntkResNet18 Weights = new();

    [SkippableFact]
    public void Forward_WeightsOfThePackage_GivesOnnxRuntimesFeatures()
    {
        var package = Restored();
        using var folder = new TemporaryFolder();
        var resolver = new WeightResolver(cacheFolder: folder.Path, packages: new PackageRestore());
        using var backbone = Loaded(resolver, folder.Path);
        using var folded = backbone.Fold()!;
        using var noGrad = no_grad();
        foreach (var pixels in new[] { Noise(), Ramp(), new byte[Side * Side * 3] })
        {
            var expected = OnnxFeatures(package, pixels);
            using var images = Normalized(pixels);
            using var features = backbone.call(images);
            using var foldedFeatures = folded.Forward(images);
            AssertNear(expected, features);
            AssertNear(expected, foldedFeatures);
        }
    }

    [SkippableFact]
    public void Resolve_SecondTime_NeedsNoPackage()
    {
        Restored();
        using var folder = new TemporaryFolder();
        var made = new WeightResolver(cacheFolder: folder.Path, packages: new PackageRestore()).Resolve(KnownWeights.NuGet, folder.Path, "resnet18_cntk");
        var found = new WeightResolver(cacheFolder: folder.Path).Resolve(KnownWeights.ImageNet, folder.Path, "resnet18_cntk");
        Assert.Equal(made, found);
        Assert.Single(FitFinder.Find(WeightFile.Open(found.Path), TestModels.Backbone("resnet18_cntk")));
        Assert.Empty(FitFinder.Find(WeightFile.Open(found.Path), TestModels.Backbone("resnet18")));
    }

    private static string Restored()
    {
        try
        {
            return new PackageRestore().Restore(Weights.Package);
        }
        catch (HarnessException error)
        {
            throw new SkipException($"The package cannot be restored here. {error.Message}");
        }
    }

    private static Backbone Loaded(WeightResolver resolver, string folder)
    {
        var description = TestModels.Backbone("resnet18_cntk");
        var backbone = ModelFactory.CreateBackbone(description, seed: 0);
        BackboneWeights.Load(KnownWeights.NuGet, folder, description, resolver).CopyTo(backbone);
        backbone.eval();
        return backbone;
    }

    private void AssertNear(float[] expected, torch.Tensor features)
    {
        using var pooled = features.mean([2, 3]);
        var actual = Difference.Values(pooled);
        var difference = expected.Zip(actual, (a, b) => Math.Abs(a - b)).Max();
        output.WriteLine($"{difference:e2} off; features up to {expected.Max():g3}");
        Assert.True(expected.Max() > 0.1, "The yardstick sees nothing.");
        Assert.InRange(difference, 0, Tolerance);
    }

    // The preprocessing takes red, green and blue from 0 to 255.
    private static float[] OnnxFeatures(string package, byte[] pixels)
    {
        var input = new DenseTensor<float>([1, 3, Side, Side]);
        for (var i = 0; i < pixels.Length; i++) input.SetValue((i % 3 * Side * Side) + (i / 3), pixels[i]);
        var centered = Run(Path.Combine(package, "tools/DnnImageModels/ResNetPrepOnnx/ResNetPreprocess.onnx"), input);
        return [.. Run(Path.Combine(package, "tools/DnnImageModels/ResNet18Onnx/ResNet18.onnx"), centered)];
    }

    private static DenseTensor<float> Run(string path, DenseTensor<float> input)
    {
        using var session = new InferenceSession(path);
        using var results = session.Run([NamedOnnxValue.CreateFromTensor(session.InputMetadata.Keys.First(name => name is "OriginalInput" or "Input247"), input)]);
        return results[0].AsTensor<float>().ToDenseTensor();
    }

    private static torch.Tensor Normalized(byte[] pixels)
    {
        var values = new float[pixels.Length];
        new Normalization(NormalizeSettings.ImageNet).Apply(pixels, values);
        using var innermost = tensor(values, [1, Side, Side, 3]);
        return innermost.permute(0, 3, 1, 2);
    }

    private static byte[] Noise()
    {
        var pixels = new byte[Side * Side * 3];
        new Random(5).NextBytes(pixels);
        return pixels;
    }

    // No two channels and no two directions alike, so that none can take another's place.
    private static byte[] Ramp()
    {
        var pixels = new byte[Side * Side * 3];
        for (var i = 0; i < pixels.Length; i++)
        {
            var (row, column) = (i / 3 / Side, i / 3 % Side);
            pixels[i] = (byte)((i % 3) switch { 0 => row, 1 => 255 - column, _ => (row * 3 / 16 * 16) + (column % 64) });
        }
        return pixels;
    }
}
