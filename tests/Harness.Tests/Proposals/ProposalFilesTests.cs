using Harness.Data.Splits;
using Harness.Data.Transforms;
using Harness.Diagnostics;
using Harness.Experiments;
using Harness.Models.Backbones;
using Harness.Proposals;
using Harness.TestSupport;

namespace Harness.Tests.Proposals;

public sealed class ProposalFilesTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Write_ClassFolders_IsASuiteThatLoads()
    {
        var suite = Load(Proposal("flowers", new ClassLayout()) with { Seeds = 3, HasTwoLabels = true });

        Assert.Equal(("flowers", "resnet18_half", 8), (suite.Name, suite.Backbone, suite.Techniques.Count));
        Assert.Equal([0, 1, 2], suite.Seeds);
        Assert.Equal(_folder["flowers"], suite.Data.Root);
        Assert.True(File.Exists(suite.Weights));
        Assert.Equal((SplitRule.Random, 0.2, true, DuplicateRule.Together, true), (suite.Data.Split.Rule, suite.Data.Split.Fraction, suite.Data.Split.Stratified, suite.Data.Split.Duplicates, suite.Data.Split.KeepsTwoLabels));
        Assert.All(suite.Techniques, technique => Assert.Equal(2, technique.Phases.Sum(phase => phase.Epochs)));
    }

    [Fact]
    public void Read_ShippedFileThatIsMissing_SaysWhichAndHowToGetItBack()
    {
        var exception = Assert.Throws<HarnessException>(() => ShippedExperiments.Read(_folder["techniques", "bn-only.yaml"]));

        Assert.StartsWith($"'{_folder["techniques", "bn-only.yaml"]}', which comes with the program, cannot be read: ", exception.Message, StringComparison.Ordinal);
        Assert.Contains("git checkout -- experiments", exception.Remedy, StringComparison.Ordinal);
    }

    [Fact]
    public void Write_LongerTraining_MultipliesTheEpochsOfAllTechniques()
    {
        var suite = Load(Proposal("flowers", new ClassLayout()) with { EpochFactor = 3 });

        Assert.All(suite.Techniques, technique => Assert.Equal(6, technique.Phases.Sum(phase => phase.Epochs)));
        Assert.Equal([3, 3], suite.Techniques[3].Phases.Select(phase => phase.Epochs));
    }

    [Theory]
    [InlineData(3024, 256)]
    [InlineData(512, null)]
    public void Write_LargePhotographs_AreReducedBeforeTheyAreAugmented(int side, int? reduced)
    {
        var proposal = Proposal("flowers", new ClassLayout());

        var train = Load(proposal with { Survey = proposal.Survey with { Sizes = new(200, side, side, 0, 0.1) } }).Data.Train;

        Assert.Equal(reduced, train[0] is ResizeSettings resize ? resize.Size : null);
        Assert.Equal(new RandomResizedCropSettings(64), train[reduced is null ? 0 : 1]);
    }

    [Fact]
    public void Write_FoldersOfASplit_AreNamed()
    {
        var split = Load(Proposal("flowers", new SplitLayout("train", "it's: #1", "Prüfung"))).Data.Split;

        Assert.Equal((SplitRule.Folders, "train", "it's: #1", "Prüfung"), (split.Rule, split.TrainFolder, split.ValidFolder, split.TestFolder));
    }

    [Fact]
    public void Write_Table_IsNamedWithItsColumn()
    {
        _folder.Write("flowers/labels, all.csv", "file,the class\n1.jpg,a\n2.jpg,b\n");

        var table = Load(Proposal("flowers", new TableLayout(_folder["flowers", "labels, all.csv"], "the class"))).Data.Classes!;

        Assert.Equal(["a", "b"], table.Columns[0].Values);
    }

    [Theory]
    [InlineData("two words")]
    [InlineData("it's \"quoted\" # not: a comment")]
    [InlineData("- 'leading")]
    [InlineData("Blüten 花")]
    [InlineData("ends in blank ")]
    [InlineData(" begins with blank")]
    [InlineData("null")]
    [InlineData("007")]
    [InlineData("[a, b]")]
    [InlineData("tab\there")]
    [InlineData("line\nbreak")]
    [InlineData("C:\\Users\\me")]
    public void Write_StrangeNames_AreReadBack(string name)
    {
        if (OperatingSystem.IsWindows()) return;

        Assert.Equal(_folder[name], Load(Proposal(name, new ClassLayout())).Data.Root!.TrimEnd('/'));
    }

    [Fact]
    public void Write_FileIsThere_IsRefusedUnlessToBeReplaced()
    {
        var proposal = Proposal("flowers", new ClassLayout());
        ProposalFiles.Write(proposal, _folder["s.yaml"], replaces: false);
        File.AppendAllText(_folder["s-techniques", "bn-only.yaml"], "# edited\n");
        File.Delete(_folder["s.yaml"]);

        Assert.Matches("bn-only.yaml' already exists", Assert.Throws<HarnessException>(() => ProposalFiles.Write(proposal, _folder["s.yaml"], replaces: false)).Message);
        Assert.False(File.Exists(_folder["s.yaml"]));
        ProposalFiles.Write(proposal, _folder["s.yaml"], replaces: true);

        Assert.DoesNotContain("# edited", File.ReadAllText(_folder["s-techniques", "bn-only.yaml"]), StringComparison.Ordinal);
    }

    [Fact]
    public void Write_FileOfAnotherName_SaysHowToRunIt()
    {
        ProposalFiles.Write(Proposal("flowers", new ClassLayout()), _folder["first try.yaml"], replaces: false);

        Assert.Contains($"# Command: harness run {ShellText.Of("first try.yaml")}\n", File.ReadAllText(_folder["first try.yaml"]), StringComparison.Ordinal);
    }

    [Fact]
    public void ForImages_SuiteOfOthers_IsRefused()
    {
        ProposalFiles.Write(Proposal("flowers", new ClassLayout()), _folder["s.yaml"], replaces: false);
        Directory.CreateDirectory(_folder["others"]);

        Assert.Null(ProposalFiles.ForImages(new() { SuitePath = _folder["s.yaml"] }, _folder["flowers"]).DataRoot);
        Assert.Matches("a suite for the images in", Assert.Throws<HarnessException>(() => ProposalFiles.ForImages(new() { SuitePath = _folder["s.yaml"] }, _folder["others"])).Message);
    }

    [Fact]
    public void EnsureOutside_AmongTheImages_IsRefused()
    {
        var survey = Proposal("flowers", new ClassLayout()).Survey;

        ProposalFiles.EnsureOutside(_folder["s.yaml"], survey);
        Assert.Throws<HarnessException>(() => ProposalFiles.EnsureOutside(_folder["flowers", "s.yaml"], survey));
    }

    [SkippableFact]
    public void EnsureOutside_AmongTheImagesThroughALink_IsRefused()
    {
        Skip.If(OperatingSystem.IsWindows(), "links need rights there");
        var survey = Proposal("flowers", new ClassLayout()).Survey;
        Directory.CreateSymbolicLink(_folder["link"], _folder["flowers"]);

        Assert.Throws<HarnessException>(() => ProposalFiles.EnsureOutside(_folder["link", "s.yaml"], survey));
        Assert.Throws<HarnessException>(() => ProposalFiles.EnsureOutside(_folder["flowers", "s.yaml"], survey with { Root = _folder["link"] }));
    }

    [SkippableFact]
    public void EnsureOutsideAndForImages_FolderInAnotherCase_IsTheSameFolder()
    {
        Skip.If(OperatingSystem.IsLinux(), "there, these are two folders");
        var proposal = Proposal("flowers", new ClassLayout());
        ProposalFiles.Write(proposal, _folder["s.yaml"], replaces: false);

        Assert.Throws<HarnessException>(() => ProposalFiles.EnsureOutside(_folder["FLOWERS", "s.yaml"], proposal.Survey));
        Assert.Null(ProposalFiles.ForImages(new() { SuitePath = _folder["s.yaml"] }, _folder["Flowers"]).DataRoot);
    }

    private Suite Load(SuiteProposal proposal)
    {
        ProposalFiles.Write(proposal, _folder["suite", "s.yaml"], replaces: true);
        return SuiteLoader.Load(_folder["suite", "s.yaml"], new(), BackboneRegistry.Catalog);
    }

    private SuiteProposal Proposal(string folder, FolderLayout layout)
    {
        Directory.CreateDirectory(_folder[folder]);
        return new()
        {
            Survey = new()
            {
                Folder = _folder[folder],
                Root = _folder[folder],
                Layout = layout,
                Classes = [new("a", 100), new("b", 300)],
                Parts = layout is SplitLayout ? [("train", 300), ("valid", 50), ("test", 50)] : [],
                Sizes = new(200, 128, 64, 0, 0.001),
            },
            Name = SuiteName.Of(_folder[folder]),
            Network = NetworkLadder.For(128, backbone: null, weights: null, isOnGpu: false)[0],
        };
    }
}
