using System.Text.RegularExpressions;
using Harness.Experiments;
using Harness.Models;
using Harness.Models.Backbones;
using Harness.TestSupport;
using Harness.Training.Optimizers;
using Harness.Training.Phases;

namespace Harness.Tests.Experiments;

public sealed partial class ShippedExperimentsTests
{
    private static readonly SuiteOverrides Checked = new() { Inputs = InputCheck.WhereGiven };

    public static TheoryData<string> Suites => [.. RepositoryFolder.Experiments("suites").Select(file => Path.GetFileName(file)!)];

    public static TheoryData<string> Techniques => [.. RepositoryFolder.Experiments("techniques").Append(RepositoryFolder.Path("experiments", "_template.yaml"))
        .Select(file => Path.GetRelativePath(RepositoryFolder.Path("experiments"), file))];

    [Theory]
    [MemberData(nameof(Suites))]
    public void Load_ShippedSuite_HasTechniquesAndNoMistake(string file)
    {
        var suite = SuiteLoader.Load(RepositoryFolder.Path("experiments", "suites", file), Checked, BackboneRegistry.Catalog);
        Assert.Equal(Path.GetFileNameWithoutExtension(file), suite.Name);
        Assert.NotEmpty(suite.Techniques);
    }

    [Theory]
    [MemberData(nameof(Techniques))]
    public void Load_ShippedTechnique_SaysWhatItIsAndMatchesEveryResNetOrTheNetworkThatItIsOf(string file)
    {
        using var folder = new ExperimentFolder();
        folder.Replace("techniques: [t.yaml]", $"techniques: ['{RepositoryFolder.Path("experiments", file)}']");
        var text = File.ReadAllText(RepositoryFolder.Path("experiments", file));
        if (NeedsTarget().IsMatch(text)) folder.AddTarget();
        if (text.Contains("objective: zero_shot", StringComparison.Ordinal)) folder.AddVectors();
        var needsAuxiliary = text.Contains("name: auxiliary", StringComparison.Ordinal);
        if (needsAuxiliary) folder.UseInception();
        foreach (var backbone in BackboneRegistry.Catalog.Names.Where(name => needsAuxiliary ? name == "inception_v3" : name.StartsWith("resnet", StringComparison.Ordinal)))
        {
            var techniques = folder.Load(Checked with { Backbone = backbone }, BackboneRegistry.Catalog).Techniques;
            Assert.NotEmpty(techniques);
            Assert.All(techniques, technique => Assert.NotEmpty(technique.Description));
        }
    }

    [GeneratedRegex(@"objective: (\{ name: )?(source_only|target_labels|dann|coral|mmd)\b")]
    private static partial Regex NeedsTarget();

    [Fact]
    public void Load_Flowers_HasTheSevenTechniquesOfTheArticle()
    {
        var suite = SuiteLoader.Load(RepositoryFolder.Path("experiments", "suites", "flowers.yaml"), Checked, BackboneRegistry.Catalog);
        Assert.Equal(
            [
                ("As feature extractor", 0.983648, 2),
                ("Feature extractor with BN layer in eval mode", 0.987736, 2),
                ("Train just the BN layer in the pretrained network", 0.990881, 2),
                ("BN is completely trainable, with discriminative learning", 0.993711, 2),
                ("BN is not trainable, with discriminative learning", 0.991509, 2),
                ("AdaptiveConcatPooling", 0.990252, 0),
                ("Classifier/Head - With a deeper network", 0.992767, 0),
            ],
            suite.Techniques.Select(technique => (technique.Name, technique.Published!.ValidAccuracy!.Value, technique.Published.Epochs.Count)));
        Assert.All(suite.Techniques, technique => Assert.Equal(2, technique.Phases.Sum(phase => phase.Epochs)));
        Assert.All(suite.Techniques, technique => Assert.Equal(new AdamSettings(), technique.Optimizer));
        Assert.Equal([0L, 1L, 2L, 3L, 4L], suite.Seeds);
    }

    [Fact]
    public void Load_FlowersHeads_HasTwentyHeadsOverOneFrozenBackbone()
    {
        var suite = SuiteLoader.Load(RepositoryFolder.Path("experiments", "suites", "flowers-heads.yaml"), Checked, BackboneRegistry.Catalog);
        Assert.Equal(20, suite.Techniques.Count);
        Assert.All(suite.Techniques, technique => Assert.Equal(BatchNormMode.Eval, Assert.Single(technique.Phases).BatchNorm));
        Assert.All(suite.Techniques, technique => Assert.Equal("head", Assert.Single(technique.Phases[0].Train).Selector.Text));
        Assert.All(suite.Techniques, technique => Assert.InRange(technique.Name.Length, 1, 60));
    }

    // What trains in each phase, counted by hand from resnet34: 21,284,672 parameters in the backbone, 17,024 of them in its batch norm, and 2 x 513 in the head.
    [Theory]
    [InlineData("feature-extractor", "1026 Train")]
    [InlineData("feature-extractor-bn-eval", "1026 Eval")]
    [InlineData("bn-only", "18050 Train")]
    [InlineData("bn-only-by-name", "16130 Train")]
    [InlineData("discriminative-bn-trainable", "18050 Train, 21285698 Train")]
    [InlineData("discriminative-bn-trainable-as-coded", "16130 Train, 21285698 Train")]
    [InlineData("discriminative-bn-frozen", "1026 Eval, 21268674 Eval")]
    [InlineData("discriminative-bn-frozen-as-coded", "1026 Eval, 21285698 Train")]
    [InlineData("concat-pooling", "2050 Train")]
    [InlineData("deeper-head", "264706 Train")]
    public void Assign_TechniqueOfTheArticle_TrainsWhatItSays(string file, string expected)
    {
        using var folder = new ExperimentFolder();
        folder.Replace("techniques: [t.yaml]", $"techniques: ['{RepositoryFolder.Path("experiments", "techniques", file + ".yaml")}']");
        var technique = folder.Load(Checked with { Backbone = "resnet34" }).Techniques[0];
        var parameters = NetworkParameters.Of(BackboneRegistry.Catalog.Describe("resnet34")!, technique.Head, classCount: 2);
        var counts = technique.Phases.Select(phase =>
            $"{PhaseAssignment.Of(phase, parameters).Matches.Where(match => match.Rule.LearningRate is not null).Sum(match => match.DecidedParameterCount)} {phase.BatchNorm}");
        Assert.Equal(expected, string.Join(", ", counts));
    }

    [Fact]
    public void Template_HasAtMostFifteenLines() =>
        Assert.InRange(File.ReadAllLines(RepositoryFolder.Path("experiments", "_template.yaml")).Length, 1, 15);
}
