using Harness.Models;
using Harness.Models.Heads.Poolings;
using Harness.Training.Optimizers;

namespace Harness.Tests.Experiments;

public sealed class InheritanceTests
{
    [Fact]
    public void Load_Base_GivesWhatIsLeftOut()
    {
        using var folder = new ExperimentFolder();
        folder.Write("t.yaml", ExperimentFolder.ValidTechnique + "description: D\npublished: { val_acc: 0.9 }\noptimizer: sgd\n");
        folder.Write("u.yaml", "name: U\nbase: t.yaml\nhead: { pool: concat, layers: [linear] }\nbatch_norm: eval\n");
        folder.Replace("techniques: [t.yaml]", "techniques: [u.yaml]");
        var technique = Assert.Single(folder.Load().Techniques);
        Assert.Equal(("U", string.Empty, null), (technique.Name, technique.Description, technique.Published));
        Assert.Equal(Pooling.Concat, technique.Head.Pool);
        Assert.Equal(new SgdSettings(), technique.Optimizer);
        Assert.Equal(BatchNormMode.Eval, Assert.Single(technique.Phases).BatchNorm);
    }

    [Fact]
    public void Load_Defaults_GiveWhatTechniqueAndBaseLeaveOut()
    {
        using var folder = new ExperimentFolder();
        folder.Replace(
            "defaults: { optimizer: adam }",
            "defaults: { optimizer: adam, loss: cross_entropy, batch_norm: eval, head: { pool: concat, layers: [linear] }, phases: [{ epochs: 3, train: { body: 1e-4 } }] }");
        folder.Write("t.yaml", "name: T\n");
        var technique = Assert.Single(folder.Load().Techniques);
        Assert.Equal(Pooling.Concat, technique.Head.Pool);
        Assert.Equal((3, BatchNormMode.Eval), (technique.Phases[0].Epochs, technique.Phases[0].BatchNorm));
    }

    [Fact]
    public void Load_PhaseSaysBatchNorm_ItDecides()
    {
        using var folder = new ExperimentFolder();
        folder.Replace("name: T\n", "name: T\nbatch_norm: eval\n");
        folder.Replace("  - { epochs: 1, train: { head: 1e-3 } }", "  - { epochs: 1, train: { head: 1e-3 } }\n  - { epochs: 1, batch_norm: train, train: { head: 1e-3 } }");
        Assert.Equal([BatchNormMode.Eval, BatchNormMode.Train], folder.Load().Techniques[0].Phases.Select(phase => phase.BatchNorm));
    }

    [Fact]
    public void Load_BasesInACircle_AreReportedWithTheCircle()
    {
        using var folder = new ExperimentFolder();
        folder.Write("t.yaml", "name: T\nbase: u.yaml\n");
        folder.Write("u.yaml", "name: U\nbase: v.yaml\n");
        folder.Write("v.yaml", "name: V\nbase: t.yaml\n");
        Assert.Equal("v.yaml:2:7: error: 'base' leads back to a file that is based on this one\n    t.yaml -> u.yaml -> v.yaml -> t.yaml", folder.Errors());
    }

    [Fact]
    public void Load_MistakeInASharedBase_IsReportedOnce()
    {
        using var folder = new ExperimentFolder();
        folder.Replace("head: 1e-3", "head: 0");
        folder.Write("u.yaml", "name: U\nbase: t.yaml\n");
        folder.Replace("techniques: [t.yaml]", "techniques: [u.yaml, t.yaml]");
        Assert.Equal("t.yaml:4:33: error: a learning rate of 0 for 'head'\n    to keep parameters as they are, write frozen", folder.Errors());
    }

    [Fact]
    public void Load_SelectorOfTheBaseThatTheHeadLacks_IsReportedWhereItStands()
    {
        using var folder = new ExperimentFolder();
        folder.Replace("layers: [linear]", "layers: [batchnorm, linear]");
        folder.Replace("train: { head: 1e-3 }", "train: { head.batchnorm: 1e-3 }");
        folder.Write("u.yaml", "name: U\nbase: t.yaml\nhead: { pool: avg, layers: [linear] }\n");
        folder.Replace("techniques: [t.yaml]", "techniques: [t.yaml, u.yaml]");
        Assert.Equal("t.yaml:4:27: error: selector 'head.batchnorm' matches no parameter of resnet18 and this head. 'head' has no such layers\n    head has: 0, linear", folder.Errors());
    }

    [Theory]
    [InlineData("name: T\n")]
    [InlineData("name: t\n")]
    public void Load_TwoTechniquesOfOneName_PointsAtBoth(string name)
    {
        using var folder = new ExperimentFolder();
        folder.Write("u.yaml", name + "base: t.yaml\n");
        folder.Replace("techniques: [t.yaml]", "techniques: [t.yaml, u.yaml]");
        Assert.Equal($"u.yaml:1:7: error: two techniques are called '{name[6..7]}'\n    the other is at t.yaml:1:7", folder.Errors());
    }
}
