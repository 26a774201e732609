using Harness.Experiments;
using Harness.Models.Heads.Poolings;
using Harness.Training.Gradients;
using Harness.Training.Objectives;
using Harness.Training.Optimizers;

namespace Harness.Tests.Experiments;

public sealed class GridTests
{
    private static readonly SuiteOverrides Checked = new() { Inputs = InputCheck.WhereGiven };

    [Fact]
    public void Load_Grid_GivesEveryCombinationLastAxisFirst()
    {
        using var folder = Grid("  head.layers: [[linear], [linear: 128, relu, linear]]\n  phases.0.train.head: [1e-3, 0.003]\n");
        var techniques = folder.Load().Techniques;
        Assert.Equal(
            [
                "T [layers=linear, train.head=1e-3]",
                "T [layers=linear, train.head=0.003]",
                "T [layers=linear:128 relu linear, train.head=1e-3]",
                "T [layers=linear:128 relu linear, train.head=0.003]",
            ],
            techniques.Select(technique => technique.Name));
        Assert.Equal([1, 1, 3, 3], techniques.Select(technique => technique.Head.Layers.Count));
        Assert.Equal([1e-3, 3e-3, 1e-3, 3e-3], techniques.Select(technique => technique.Phases[0].Train[0].LearningRate!.Value));
        Assert.All(techniques, technique => Assert.Equal("T", technique.Variant!.Grid));
        Assert.Equal("layers=linear, train.head=1e-3", techniques[0].Variant!.Label);
    }

    [Fact]
    public void Load_NamesInTheGrid_StandForTheirValues()
    {
        using var folder = Grid("  head.layers: { plain: [linear], 'hidden, 128': [linear: 128, relu, linear] }\n  head.pool: { concat: concat }\n");
        Assert.Equal(["T [plain, concat]", "T [hidden, 128, concat]"], folder.Load().Techniques.Select(technique => technique.Name));
    }

    [Fact]
    public void Load_ShortOptimizer_TakesSettings()
    {
        using var folder = Grid("  optimizer.weight_decay: [0, 1e-4]\n  loss.label_smoothing: [0.1]\n");
        folder.Replace("name: T\n", "name: T\nloss: cross_entropy\n");
        Assert.Equal([new AdamSettings(), new AdamSettings { WeightDecay = 1e-4 }], folder.Load().Techniques.Select(technique => technique.Optimizer));
        Assert.All(folder.Load().Techniques, technique => Assert.Equal(new CrossEntropyLoss(0.1), technique.Loss));
    }

    [Fact]
    public void Load_ShortObjective_TakesSettings()
    {
        using var folder = Grid("  phases.0.objective.temperature: [0.1, 0.5]\n");
        folder.Replace("  - { epochs: 1, train: { head: 1e-3 } }\n", "  - { epochs: 1, objective: contrastive, train: { body: 1e-3, head: 1e-3 } }\n  - { epochs: 1, train: { head: 1e-3 } }\n");
        var techniques = folder.Load().Techniques;
        Assert.Equal(["T [temperature=0.1]", "T [temperature=0.5]"], techniques.Select(technique => technique.Name));
        Assert.Equal([new ContrastiveSettings(0.1), new ContrastiveSettings(0.5)], techniques.Select(technique => technique.Phases[0].Objective));
    }

    [Fact]
    public void Load_Gradients_AreTriedInTurn()
    {
        using var folder = Grid("  gradients: { none: [], clipped: [clip_norm: 1] }\n");
        Assert.Equal([[], [new ClipNormSettings(1)]], folder.Load().Techniques.Select(technique => technique.Gradients));
        folder.Write("t.yaml", ExperimentFolder.ValidTechnique + "gradients: [l2_sp: { beta: 0 }, clip_norm: 1]\ngrid:\n  gradients.1.clip_norm: [0.5, 2]\n");
        Assert.Equal([0.5, 2], folder.Load().Techniques.Select(technique => Assert.IsType<ClipNormSettings>(technique.Gradients[1]).Maximum));
    }

    [Fact]
    public void Load_PathIntoBaseAndDefaults_ChangesWhatIsInherited()
    {
        using var folder = Grid("  phases.0.epochs: [2, 3]\n  optimizer.eps: [1e-6]\n");
        folder.Write("u.yaml", "name: U\nbase: t.yaml\ngrid:\n  head.pool: [avg, concat]\n  optimizer.eps: [1e-7]\n");
        folder.Replace("techniques: [t.yaml]", "techniques: [u.yaml]");
        var techniques = folder.Load().Techniques;
        Assert.Equal(["U [pool=avg, eps=1e-7]", "U [pool=concat, eps=1e-7]"], techniques.Select(technique => technique.Name));
        Assert.Equal([Pooling.Avg, Pooling.Concat], techniques.Select(technique => technique.Head.Pool));
        Assert.All(techniques, technique => Assert.Equal((new AdamSettings { Epsilon = 1e-7 }, 1), (technique.Optimizer, technique.Phases[0].Epochs)));
    }

    [Fact]
    public void Load_SelectorsWithDots_AreReplacedInTheirPlaceOrAddedLast()
    {
        using var folder = Grid("  phases.0.train.body.layer4: [1e-5, frozen]\n  phases.0.train.body.layer*.bn1.weight: [1e-4]\n");
        folder.Replace("train: { head: 1e-3 }", "train: { body.layer4: 1e-6, head: 1e-3 }");
        var techniques = folder.Load().Techniques;
        Assert.Equal("T [train.body.layer4=1e-5, train.body.layer*.bn1.weight=1e-4]", techniques[0].Name);
        Assert.Equal(["body.layer4", "head", "body.layer*.bn1.weight"], techniques[0].Phases[0].Train.Select(rule => rule.Selector.Text));
        Assert.Equal([1e-5, null], techniques.Select(technique => technique.Phases[0].Train[0].LearningRate));
    }

    [Fact]
    public void Load_SamePathEnds_AreToldApart()
    {
        using var folder = Grid("  phases.0.train.head: [1e-3]\n  phases.1.train.head: [1e-4, 1e-5]\n");
        folder.Replace("  - { epochs: 1, train: { head: 1e-3 } }\n", "  - { epochs: 1, train: { head: 1e-3 } }\n  - { epochs: 1, train: { head: 1e-3 } }\n");
        Assert.Equal("T [0.train.head=1e-3, 1.train.head=1e-4]", folder.Load().Techniques[0].Name);
    }

    [Fact]
    public void Load_LongValues_AreCutOffAndStayDifferent()
    {
        using var folder = Grid(
            """
              head.layers:
                - [linear: 512, batchnorm, relu, dropout: 0.5, linear: 256, batchnorm, relu, linear]
                - [linear: 512, batchnorm, relu, dropout: 0.5, linear: 256, batchnorm, relu, dropout: 0.5, linear]
                - [linear]

            """);
        Assert.Equal(
            ["T [layers=linear:512 batchnorm relu dropo…#1]", "T [layers=linear:512 batchnorm relu dropo…#2]", "T [layers=linear]"],
            folder.Load().Techniques.Select(technique => technique.Name));
    }

    [Fact]
    public void Load_ManyLongValues_LeaveEachOtherRoom()
    {
        using var folder = Grid(
            """
              head.layers: [[linear: 512, batchnorm, relu, dropout: 0.5, linear], [linear]]
              optimizer: [{ name: sgd, momentum: 0.9, nesterov: true }, adam]
              phases.0.train.head: [1e-3]

            """);
        Assert.Equal("T [layers=linear:…, optimizer=sgd mom…, train.head=1e-3]", folder.Load().Techniques[0].Name);
    }

    [Theory]
    [InlineData("T", 4)]
    [InlineData("t.yaml", 4)]
    [InlineData("T [pool=avg, train.head=1e-3]", 1)]
    [InlineData("t [POOL=avg,*", 2)]
    public void Load_TechniquesOption_TakesGridOrVariant(string word, int expected)
    {
        using var folder = Grid("  head.pool: [avg, concat]\n  phases.0.train.head: [1e-3, 3e-3]\n");
        folder.Write("u.yaml", "name: U\nbase: t.yaml\n");
        folder.Replace("techniques: [t.yaml]", "techniques: [u.yaml, t.yaml]");
        Assert.Equal(expected, folder.Load(Checked with { Techniques = [word] }).Techniques.Count);
    }

    [Fact]
    public void Load_TechniquesOptionThatNothingFits_ListsEveryFileOnce()
    {
        using var folder = Grid("  head.pool: [avg, concat]\n");
        Assert.Equal(
            "--techniques: error: no technique of the suite is called 'T [pool=agv]'. Did you mean 'T [pool=avg]'?\n    files: t",
            folder.Errors(Checked with { Techniques = ["T [pool=agv]"] }));
    }

    /// <summary>The folder's technique with a grid of these lines, which begin on line 6.</summary>
    internal static ExperimentFolder Grid(string lines)
    {
        var folder = new ExperimentFolder();
        folder.Write("t.yaml", ExperimentFolder.ValidTechnique + "grid:\n" + lines);
        return folder;
    }
}
