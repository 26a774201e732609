using Harness.Diagnostics;
using Harness.Running.Folders;
using Harness.TestSupport;

namespace Harness.Tests.Running.Folders;

public sealed class ResultsLockTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Dispose_NothingWritten_RemovesTheFolderThatItMade()
    {
        ResultsLock.Take(_folder["results", "mine", "split-1"]).Dispose();

        Assert.False(Directory.Exists(_folder["results"]));
    }

    [Fact]
    public void Dispose_SomethingWritten_RemovesTheLockOnly()
    {
        using (ResultsLock.Take(_folder["results"])) File.WriteAllText(_folder["results", "manifest.csv"], "");

        Assert.Equal([_folder["results", "manifest.csv"]], Directory.GetFiles(_folder["results"]));
    }

    [Fact]
    public void Dispose_FolderThatWasThere_Stays()
    {
        ResultsLock.Take(_folder.Path).Dispose();

        Assert.Empty(Directory.GetFileSystemEntries(_folder.Path));
    }

    [Fact]
    public void Take_HeldThenFreed_RefusesThenGoesWell()
    {
        using (ResultsLock.Take(_folder["results"]))
            Assert.Throws<FolderInUseException>(() => ResultsLock.Take(_folder["results"]));
        using var second = ResultsLock.Take(_folder["results"]);

        Assert.Throws<FolderInUseException>(() => ResultsLock.Take(_folder["results"]));
    }

    [Fact]
    public void Take_Shared_KeepsOutWhoWantsItAloneUntilTheLastIsGone()
    {
        var first = ResultsLock.Take(_folder["results"], isShared: true);
        var second = ResultsLock.Take(_folder["results"], isShared: true);

        first.Dispose();
        Assert.Throws<FolderInUseException>(() => ResultsLock.Take(_folder["results"]));
        second.Dispose();
        ResultsLock.Take(_folder["results"]).Dispose();

        Assert.False(File.Exists(_folder["results", ".lock"]));
    }

    [Fact]
    public void Take_SharedWhileAnotherHasItAlone_IsRefused()
    {
        using var alone = ResultsLock.Take(_folder["results"]);

        Assert.Throws<FolderInUseException>(() => ResultsLock.Take(_folder["results"], isShared: true));
    }
}
