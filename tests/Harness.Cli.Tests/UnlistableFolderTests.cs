using Harness.TestSupport;

namespace Harness.Cli.Tests;

/// <summary>Folders in which this user may open files by name and may not see which there are.</summary>
public sealed class UnlistableFolderTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose()
    {
        if (Directory.Exists(_folder["closed"])) Allow(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        _folder.Dispose();
    }

    [SkippableTheory]
    [InlineData(3, "error: The folder 'closed' cannot be listed: ", "validate", "closed")]
    [InlineData(3, "error: The folder 'closed' cannot be listed: ", "validate", "closed/*.yaml")]
    [InlineData(1, "error: there is no file 'closed/tniy.yaml'", "validate", "closed/tniy.yaml")]
    [InlineData(1, "error: files that match '*.yaml' cannot be listed", "validate", "tiny.yaml")]
    [InlineData(3, "error: The folder 'closed' cannot be listed: ", "predict", "closed", "tiny.yaml")]
    public void Command_FolderThatMayNotBeListed_SaysWhich(int expectedCode, string expected, params string[] command)
    {
        Skip.If(OperatingSystem.IsWindows() || Environment.IsPrivilegedProcess, "Administrators may list every folder.");
        TinySuite.Write(_folder, TestImages.SaveJpeg);
        File.WriteAllText(_folder["tiny.yaml"], File.ReadAllText(_folder["tiny.yaml"]).Replace("[techniques/*.yaml]", "[closed/*.yaml]", StringComparison.Ordinal));
        Directory.CreateDirectory(_folder["closed"]);
        Allow(UnixFileMode.UserExecute);

        var (exitCode, _, error) = HarnessProcess.Run(_folder.Path, command);

        Assert.Contains(expected, error, StringComparison.Ordinal);
        Assert.Equal(expectedCode, exitCode);
    }

    private void Allow(UnixFileMode mode)
    {
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(_folder["closed"], mode);
    }
}
