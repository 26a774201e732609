using Harness.Setup.Building;
using Harness.TestSupport;

namespace Harness.Cli.Tests.Setup;

public sealed class ProgramBuildTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [SkippableFact]
    public void IsWhole_LinkToAFileThatIsGone_IsFalse()
    {
        Skip.If(OperatingSystem.IsWindows(), "Windows lets few users make links.");
        var library = _folder.Write("packages/libtorch_cpu.so", "libtorch");
        _folder.Write("program/harness-cli.dll", "program");
        Directory.CreateDirectory(_folder["program", "libtorch"]);
        File.CreateSymbolicLink(_folder["program", "libtorch", "libtorch_cpu.so"], library);

        Assert.True(ProgramBuild.IsWhole(_folder["program"]));
        File.Delete(library);
        Assert.False(ProgramBuild.IsWhole(_folder["program"]));
    }

    [Fact]
    public void IsWhole_NoProgram_IsFalse() => Assert.False(ProgramBuild.IsWhole(_folder["none"]));
}
