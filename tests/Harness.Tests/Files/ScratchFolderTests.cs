using Harness.Files;

namespace Harness.Tests.Files;

public sealed class ScratchFolderTests
{
    [Fact]
    public void Dispose_FolderWithFiles_RemovesIt()
    {
        var folder = new ScratchFolder("harness-test-");
        File.WriteAllText(Path.Combine(folder.Path, "a.txt"), "a");

        folder.Dispose();

        Assert.False(Directory.Exists(folder.Path));
    }

    [Fact]
    public void Dispose_FolderThatSomebodyElseHasRemoved_DoesNothing()
    {
        using var folder = new ScratchFolder("harness-test-");
        Directory.Delete(folder.Path);
    }
}
