namespace Harness.Tests.Experiments;

/// <summary>Several mistakes in one technique are told at once.</summary>
public sealed class ManyErrorsTests
{
    [Fact]
    public void Load_MistakesInEveryKey_AreAllReported()
    {
        using var folder = new ExperimentFolder();
        folder.Write(
            "t.yaml",
            """
            nam: T
            head: { pool: agv, layers: [linaer] }
            optimizer: adm
            loss: nl
            phases:
              - { epochs: 0, train: { body.layer5: 1e-3, head.batchnorm: 1e-3 } }
              - { epochs: 1, batch_norm: off, train: { body.layer4: 1e-3, body: 0, body.layer9: frozen } }
              - { epochs: 1, train: { body.layer4: 1e-3, body.layer4.1: 1e-4, body: 1e-5 } }

            """);
        Assert.Equal(
            [
                "t.yaml:1:1", "t.yaml:2:15", "t.yaml:2:29", "t.yaml:3:12", "t.yaml:4:7", "t.yaml:6:15", "t.yaml:6:27", "t.yaml:7:30", "t.yaml:7:69",
                "t.yaml:7:72", "t.yaml:8:27", "t.yaml:8:46",
            ],
            Places(folder));
    }

    [Fact]
    public void Load_BaseThatIsNotThere_LeavesTheRestToBeChecked()
    {
        using var folder = new ExperimentFolder();
        folder.Write("t.yaml", "name: T\nbase: none.yaml\nphases: [{ epochs: 1, train: { body.layer9: 1e-3, head: 1e-3 } }]\n");
        Assert.Equal(["t.yaml:2:7", "t.yaml:3:32"], Places(folder));
    }

    [Fact]
    public void Load_BrokenDefaults_AreNotMissedInEveryTechnique()
    {
        using var folder = new ExperimentFolder();
        folder.Replace("defaults: { optimizer: adam }", "defaults: adam");
        Assert.Equal("s.yaml:10:11: error: defaults must be a mapping (key: value), not 'adam'", folder.Errors());
    }

    [Fact]
    public void Load_BrokenTechniqueWithTheNameOfAnother_IsReportedForBoth()
    {
        using var folder = new ExperimentFolder();
        folder.Write("u.yaml", "name: T\nbase: t.yaml\nbatch_norm: off\n");
        folder.Replace("techniques: [t.yaml]", "techniques: [t.yaml, u.yaml]");
        Assert.Equal(["u.yaml:1:7", "u.yaml:3:13"], Places(folder));
    }

    private static IEnumerable<string> Places(ExperimentFolder folder) =>
        folder.Errors().Split('\n').Where(line => line.Contains(": error: ", StringComparison.Ordinal)).Select(line => line.Split(": error: ")[0]);
}
