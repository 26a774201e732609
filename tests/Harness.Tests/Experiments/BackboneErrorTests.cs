using Harness.Experiments;
using Harness.Models;
using Harness.Models.Backbones;
using Harness.Tests.Models.Fixtures;

namespace Harness.Tests.Experiments;

/// <summary>What not every backbone can do, and is told before anything trains.</summary>
[Collection(TorchCollection.Name)]
public sealed class BackboneErrorTests
{
    [Fact]
    public void Load_ImagesOfAnotherSizeThanTheTransformerTakes_AreAnError()
    {
        using var folder = new ExperimentFolder();
        folder.Replace("backbone: resnet18", "backbone: vit_b_16");
        Assert.Equal(
            "s.yaml:5:11: error: the images of 'train' end up 128 pixels wide, and vit_b_16 takes nothing but 224\n" +
            "s.yaml:6:24: error: the images of 'valid' end up 128 pixels wide, and vit_b_16 takes nothing but 224",
            Errors(folder));
    }

    [Fact]
    public void Load_ImagesBelowTheMinimumOfInception_AreAnError()
    {
        using var folder = new ExperimentFolder();
        folder.Replace("backbone: resnet18", "backbone: inception_v3");
        folder.Replace("random_resized_crop: 128", "random_resized_crop: 64");
        Assert.Equal("s.yaml:5:11: error: the images of 'train' end up 64 pixels wide, and inception_v3 takes no less than 75", Errors(folder));
    }

    [Fact]
    public void Load_BatchNormOfABackboneWithoutAny_SaysSo()
    {
        using var folder = new ExperimentFolder();
        folder.Replace("backbone: resnet18", "backbone: vgg16");
        folder.Replace("train: { head: 1e-3 }", "train: { body.batchnorm: 1e-3, head: 1e-3 }");
        Assert.Equal(
            "t.yaml:4:27: error: selector 'body.batchnorm' matches no parameter of vgg16 and this head. 'body' has no such layers\n    body has: features, convolution",
            Errors(folder));
    }

    [Fact]
    public void Load_BFloat16_IsAnErrorWhereTheBackboneComputesInFloat32Only()
    {
        using var folder = new ExperimentFolder();
        var overrides = new SuiteOverrides { Inputs = InputCheck.WhereGiven, Precision = Precision.BFloat16 };
        Assert.Equal("resnet18", folder.Load(overrides).Backbone);

        const string problem = "error: the backbone densenet121 cannot compute in bfloat16\n    leave '--precision bf16' out, or take a ResNet";
        Assert.Equal($"--backbone: {problem}", Errors(folder, overrides with { Backbone = "densenet121" }));
        folder.Replace("backbone: resnet18", "backbone: densenet121");
        Assert.Equal($"s.yaml:7:11: {problem}", Errors(folder, overrides));
    }

    private static string Errors(ExperimentFolder folder, SuiteOverrides? overrides = null) => folder.Errors(overrides, BackboneRegistry.Catalog);
}
