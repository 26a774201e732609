using Harness.Models.Backbones;

namespace Harness.Tests.Experiments;

/// <summary>Weights and normalization that a backbone does not go with: what is replaced in the files of <see cref="ExperimentFolder"/>, and what the user reads.</summary>
public sealed class BackboneErrorTests
{
    private const string Named = "backbone: resnet18\nweights: none";

    [Theory]
    [InlineData(
        "resnet18", "nuget",
        "s.yaml:8:10: error: no weights 'nuget' are published for the backbone resnet18\n"
        + "    there are some for resnet18_cntk; published for resnet18: imagenet, resnet18-f37072fd.pth")]
    [InlineData(
        "resnet18_half", "nuget",
        "s.yaml:8:10: error: no weights 'nuget' are published for the backbone resnet18_half\n    there are some for resnet18_cntk")]
    [InlineData(
        "resnet18_cntk", "resnet18-f37072fd",
        "s.yaml:8:10: error: the weights 'resnet18-f37072fd' are those of resnet18, and the backbone is resnet18_cntk\n"
        + "    name other weights, or the other backbone; published for resnet18_cntk: imagenet, nuget, resnet18_cntk-c94004b6.safetensors")]
    [InlineData(
        "resnet18_cntk", "nugget",
        "s.yaml:8:10: error: there is no weights file 'nugget'. Did you mean 'nuget'?\n"
        + "    looked for nugget; published for resnet18_cntk: imagenet, nuget, resnet18_cntk-c94004b6.safetensors")]
    public void Load_WeightsThatTheBackboneDoesNotHave_AreReportedWhereTheyAre(string backbone, string weights, string expected)
    {
        using var folder = new ExperimentFolder();
        folder.Replace(Named, $"backbone: {backbone}\nweights: {weights}");
        Assert.Equal(expected, folder.Errors(backbones: BackboneRegistry.Catalog));
    }

    [Theory]
    [InlineData("nuget")]
    [InlineData("imagenet")]
    [InlineData("resnet18_cntk-c94004b6.safetensors")]
    [InlineData("none")]
    public void Load_WeightsThatTheBackboneHas_AreTaken(string weights)
    {
        using var folder = new ExperimentFolder();
        folder.Replace(Named, $"backbone: resnet18_cntk\nweights: {weights}");
        Assert.Equal(weights == "none" ? null : weights, folder.Load(backbones: BackboneRegistry.Catalog).Weights);
    }

    [Fact]
    public void Load_OtherNormalizationThanTheMeanImageHas_IsReportedForBothSplits()
    {
        using var folder = new ExperimentFolder();
        folder.Replace(Named, "backbone: resnet18_cntk\nweights: nuget");
        folder.Replace("normalize: imagenet", "normalize: { mean: [0, 0, 0], std: [1, 1, 1] }");
        Assert.Equal(
            """
            s.yaml:5:37: error: the images of 'train' are normalized with numbers other than ImageNet's, the only ones that resnet18_cntk takes
                write 'normalize: imagenet'
            s.yaml:6:42: error: the images of 'valid' are normalized with numbers other than ImageNet's, the only ones that resnet18_cntk takes
                write 'normalize: imagenet'
            """.ReplaceLineEndings("\n"),
            folder.Errors(backbones: BackboneRegistry.Catalog));
    }

    [Fact]
    public void Load_ImageNetsNumbersWrittenOut_AreTakenByABackboneWithAMeanImage()
    {
        using var folder = new ExperimentFolder();
        folder.Replace(Named, "backbone: resnet18_cntk\nweights: nuget");
        folder.Replace("normalize: imagenet", "normalize: { mean: [0.485, 0.456, 0.406], std: [0.229, 0.224, 0.225] }");
        Assert.Equal("resnet18_cntk", folder.Load(backbones: BackboneRegistry.Catalog).Backbone);
    }
}
