using Harness.Experiments;

namespace Harness.Tests.Experiments;

public sealed class SuiteOverridesTests
{
    private static readonly SuiteOverrides Checked = new() { Inputs = InputCheck.WhereGiven };

    [Fact]
    public void Load_NoDataAndNoWeightsToTrainWith_AsksForThem()
    {
        using var folder = new ExperimentFolder();
        folder.Replace("weights: none\n", string.Empty);
        Assert.Equal(
            """
            s.yaml:1:1: error: the suite does not say which weights the backbone starts with
                give --weights FILE, a known name, or none for random ones; or write 'weights: …'
            s.yaml:2:1: error: the suite does not say where the images are
                give --data FOLDER, or write 'root: FOLDER' in its 'data'
            """,
            folder.Errors(new SuiteOverrides()));
        Assert.Null(folder.Load(Checked).Weights);
    }

    [Fact]
    public void Load_PathsOfTheSuite_AreRelativeToIt()
    {
        using var folder = new ExperimentFolder();
        folder.Write("images/readme.txt", "x");
        folder.Write("w.pth", "x");
        folder.Replace("  batch_size: 64", "  root: images\n  batch_size: 64");
        folder.Replace("weights: none", "weights: w.pth");
        var suite = folder.Load(new SuiteOverrides());
        Assert.Equal((folder.Path("images"), folder.Path("w.pth")), (suite.Data.Root, suite.Weights));
    }

    [Fact]
    public void Load_KnownNameOfWeights_IsLeftToBeLookedUp()
    {
        using var folder = new ExperimentFolder();
        folder.Replace("weights: none", "weights: resnet18-f37072fd.pth");
        Assert.Equal("resnet18-f37072fd.pth", folder.Load(Checked).Weights);
    }

    [Fact]
    public void Load_CommandLine_DecidesOverTheFile()
    {
        using var folder = new ExperimentFolder();
        folder.Write("images/readme.txt", "x");
        folder.Write("w.pth", "x");
        folder.Replace("  batch_size: 64", "  root: nowhere\n  batch_size: 64");
        folder.Replace("weights: none", "weights: no/where.pth");
        var overrides = new SuiteOverrides { DataRoot = folder.Path("images"), Weights = folder.Path("w.pth"), Backbone = "resnet34", Seeds = [7] };
        var suite = folder.Load(overrides);
        Assert.Equal((folder.Path("images"), folder.Path("w.pth"), "resnet34"), (suite.Data.Root, suite.Weights, suite.Backbone));
        Assert.Equal([7L], suite.Seeds);
        Assert.Null(folder.Load(overrides with { Weights = "none" }).Weights);
    }

    [Fact]
    public void Load_WrongCommandLine_IsReportedBeforeTheFiles()
    {
        using var folder = new ExperimentFolder();
        folder.Replace("epochs: 1", "epochs: 0");
        var overrides = new SuiteOverrides { DataRoot = folder.Path("no"), Weights = folder.Path("no.pth"), Backbone = "resnet35", Seeds = [1, 1, -2] };
        Assert.Equal(
            """
            --backbone: error: unknown backbone 'resnet35'. Did you mean 'resnet34'?
                known: resnet18, resnet34, resnet18_half
            --data: error: there is no folder 'no'
                looked for no
            --weights: error: there is no weights file 'no.pth'
                looked for no.pth
            --seeds: error: a seed must be a whole number of at least 0, not -2
            --seeds: error: seed 1 is given twice
            t.yaml:4:15: error: 'epochs' must be a whole number of at least 1, not '0'
            """,
            folder.Errors(overrides));
    }

    // Published values are of the suite's own backbone, weights and images.
    [Theory]
    [InlineData("none", null, null, null, true)]
    [InlineData("none", "resnet18", "none", "images", true)]
    [InlineData("resnet18-f37072fd.pth", null, "imagenet", null, true)]
    [InlineData("resnet18-f37072fd.pth", null, "elsewhere/resnet18-f37072fd.pth", null, true)]
    [InlineData("w.pth", null, "w.pth", null, true)]
    [InlineData("none", "resnet34", null, null, false)]
    [InlineData("resnet18-f37072fd.pth", null, "none", null, false)]
    [InlineData("resnet18-f37072fd.pth", null, "w.pth", null, false)]
    [InlineData("w.pth", null, "elsewhere/w.pth", null, false)]
    [InlineData("none", null, null, "others", false)]
    public void Load_PublishedImages_AreTheSameUnlessTheCommandLineReplacesWhatIsMeasured(string written, string? backbone, string? weights, string? images, bool areSame)
    {
        using var folder = new ExperimentFolder();
        foreach (var file in (string[])["images/readme.txt", "others/readme.txt", "w.pth", "elsewhere/w.pth", "elsewhere/resnet18-f37072fd.pth"]) folder.Write(file, "x");
        folder.Replace("  batch_size: 64", "  root: images\n  batch_size: 64");
        folder.Replace("weights: none", $"weights: {written}\npublished_images: same");

        var suite = folder.Load(new()
        {
            Backbone = backbone,
            Weights = weights is null or "none" or "imagenet" ? weights : folder.Path(weights),
            DataRoot = images is null ? null : folder.Path(images),
        });

        Assert.Equal(areSame ? PublishedImages.Same : PublishedImages.Other, suite.PublishedImages);
    }

    [SkippableFact]
    public void Load_PublishedImagesByALink_AreTheSame()
    {
        Skip.If(OperatingSystem.IsWindows(), "Links need rights there.");
        using var folder = new ExperimentFolder();
        folder.Write("images/readme.txt", "x");
        folder.Replace("  batch_size: 64", "  root: images\n  batch_size: 64");
        folder.Replace("weights: none", "weights: none\npublished_images: same");
        Directory.CreateSymbolicLink(folder.Path("link"), folder.Path("images"));

        Assert.Equal(PublishedImages.Same, folder.Load(new() { DataRoot = folder.Path("link") }).PublishedImages);
    }

    // It has to say where they are, and may well say it of the same.
    [Fact]
    public void Load_PublishedImagesOfASuiteThatLeavesThemToTheCommandLine_AreTheSame()
    {
        using var folder = new ExperimentFolder();
        folder.Write("images/readme.txt", "x");
        folder.Write("w.pth", "x");
        folder.Replace("weights: none", "published_images: same");

        Assert.Equal(PublishedImages.Same, folder.Load(new() { Weights = folder.Path("w.pth"), DataRoot = folder.Path("images") }).PublishedImages);
    }

    [Theory]
    [InlineData("T")]
    [InlineData("t")]
    [InlineData("t.yaml")]
    [InlineData("T*")]
    public void Load_TechniqueAskedFor_IsKeptAlone(string word)
    {
        using var folder = new ExperimentFolder();
        folder.Write("other.yaml", "name: Other\nbase: t.yaml\n");
        folder.Replace("techniques: [t.yaml]", "techniques: [other.yaml, t.yaml]");
        Assert.Equal("T", Assert.Single(folder.Load(Checked with { Techniques = [word] }).Techniques).Name);
    }

    [Fact]
    public void Load_UnknownTechniqueAskedFor_IsReported()
    {
        using var folder = new ExperimentFolder();
        folder.Write("other.yaml", "name: Other\nbase: t.yaml\n");
        folder.Replace("techniques: [t.yaml]", "techniques: [other.yaml, t.yaml]");
        Assert.Equal("--techniques: error: no technique of the suite is called 'othr'. Did you mean 'Other'?\n    files: other, t", folder.Errors(Checked with { Techniques = ["t", "othr"] }));
    }

    [Fact]
    public void Load_GridThatIsNotWanted_NeedNotGoWithTheBackbone()
    {
        using var folder = new ExperimentFolder();
        folder.Replace("techniques: [t.yaml]", "techniques: [t.yaml, g.yaml]");
        folder.Write("g.yaml", "name: Grid\nbase: t.yaml\ngrid:\n  phases.0.train.body.layer9: [1e-3, 1e-4]\n");

        Assert.Equal("T", Assert.Single(folder.Load(Checked with { Techniques = ["t"] }).Techniques).Name);
        Assert.Contains("selector 'body.layer9' matches no parameter", folder.Errors(), StringComparison.Ordinal);
        Assert.Contains("selector 'body.layer9'", folder.Errors(Checked with { Techniques = ["Grid"] }), StringComparison.Ordinal);
        Assert.Contains("selector 'body.layer9'", folder.Errors(Checked with { Techniques = ["Grid [train.body.layer9=1e-4]"] }), StringComparison.Ordinal);
    }

    [Fact]
    public void Load_TechniqueThatIsNotWanted_NeedNotGoWithTheBackbone()
    {
        using var folder = new ExperimentFolder();
        folder.Replace("techniques: [t.yaml]", "techniques: [t.yaml, o.yaml]");
        folder.Write("o.yaml", ExperimentFolder.ValidTechnique.Replace("name: T", "name: Other", StringComparison.Ordinal).Replace("head: 1e-3", "body.layer9: 1e-3", StringComparison.Ordinal));

        Assert.Equal("T", Assert.Single(folder.Load(Checked with { Techniques = ["t"] }).Techniques).Name);
        Assert.Contains("o.yaml:4:27: error: selector 'body.layer9' matches no parameter", folder.Errors(), StringComparison.Ordinal);
        Assert.Contains("selector 'body.layer9'", folder.Errors(Checked with { Techniques = ["other"] }), StringComparison.Ordinal);
    }

    [Fact]
    public void Load_AddedTechnique_ComesLast()
    {
        using var folder = new ExperimentFolder();
        folder.Write("mine/a.yaml", "name: A\nbase: ../t.yaml\n");
        var suite = folder.Load(Checked with { AddedTechniques = [folder.Path("mine/a.yaml")] });
        Assert.Equal(["T", "A"], suite.Techniques.Select(technique => technique.Name));
        Assert.Equal("--also: error: there is no file 'mine/b.yaml'. Did you mean 'a.yaml'?", folder.Errors(Checked with { AddedTechniques = [folder.Path("mine/b.yaml")] }));
    }

    [Fact]
    public void Load_PatternBesideNames_AddsWhatNoOtherLineNames()
    {
        using var folder = new ExperimentFolder();
        foreach (var name in new[] { "c", "a", "b" }) folder.Write($"{name}.yaml", $"name: {name.ToUpperInvariant()}\nbase: t.yaml\n");
        folder.Replace("techniques: [t.yaml]", "techniques: ['?.yaml', b.yaml]");
        File.Move(folder.Path("s.yaml"), folder.Path("suite.yaml"));
        var suite = SuiteLoader.Load(folder.Path("suite.yaml"), Checked, ResNets.Catalog);
        Assert.Equal(["A", "C", "T", "B"], suite.Techniques.Select(technique => technique.Name));
    }
}
