using Harness.Setup.Building;
using Harness.TestSupport;

namespace Harness.Cli.Tests.Setup;

public sealed class RunningProgramsTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Any_WhileProgramsRun_IsTrue()
    {
        RunningPrograms.Prepare(_folder.Path);
        var (one, other) = (RunningMark.Hold(_folder.Path), RunningMark.Hold(_folder.Path));

        Assert.NotNull(one);
        Assert.NotNull(other);
        Assert.True(RunningPrograms.Any(_folder.Path));
        one.Dispose();
        Assert.True(RunningPrograms.Any(_folder.Path));
        other.Dispose();
        Assert.False(RunningPrograms.Any(_folder.Path));
    }

    [Fact]
    public void Any_FolderOfAnEarlierVersion_IsFalse()
    {
        Assert.Null(RunningMark.Hold(_folder.Path));
        Assert.False(RunningPrograms.Any(_folder.Path));
    }
}
