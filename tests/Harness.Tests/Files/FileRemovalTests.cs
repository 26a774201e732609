using Harness.Diagnostics;
using Harness.Files;
using Harness.TestSupport;

namespace Harness.Tests.Files;

public sealed class FileRemovalTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Delete_FileThatIsThereOrNotOrInNoFolder_LeavesNone()
    {
        _folder.Write("there.csv", "");

        foreach (var path in new[] { _folder["there.csv"], _folder["not-there.csv"], _folder["nowhere", "a.csv"] })
        {
            FileRemoval.Delete(path, "Close it.");

            Assert.False(Path.Exists(path));
        }
    }

    [Fact]
    public void Delete_WhatIsNoFile_SaysSoAndWhatToDo()
    {
        Directory.CreateDirectory(_folder["folder.csv"]);

        var error = Assert.Throws<HarnessException>(() => FileRemoval.Delete(_folder["folder.csv"], "Close it."));

        Assert.StartsWith($"'{_folder["folder.csv"]}' cannot be removed: ", error.Message, StringComparison.Ordinal);
        Assert.Equal("Close it.", error.Remedy);
    }

    [SkippableFact]
    public void Delete_FileThatIsOpenInAnotherProgram_SaysSo()
    {
        Skip.IfNot(OperatingSystem.IsWindows(), "elsewhere, open files can be removed");
        _folder.Write("open.csv", "");
        using var open = new FileStream(_folder["open.csv"], FileMode.Open, FileAccess.Read, FileShare.Read);

        Assert.Throws<HarnessException>(() => FileRemoval.Delete(_folder["open.csv"], "Close it."));
        FileRemoval.DeleteIfPossible(_folder["open.csv"]);

        Assert.True(File.Exists(_folder["open.csv"]));
    }
}
