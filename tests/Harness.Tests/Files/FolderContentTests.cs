using Harness.Diagnostics;
using Harness.Files;
using Harness.TestSupport;

namespace Harness.Tests.Files;

public sealed class FolderContentTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Files_Pattern_AreInOrdinalOrder()
    {
        foreach (var name in new[] { "b.yaml", "a.yaml", "B.yaml", "c.txt" }) _folder.Write(name, "");

        Assert.Equal(["B.yaml", "a.yaml", "b.yaml"], FolderContent.Files(_folder.Path, "*.yaml").Select(Path.GetFileName));
        Assert.Empty(FolderContent.Folders(_folder.Path));
    }

    // A folder that is gone fails as one does that may not be listed, which no folder is for root, as whom tests run in containers.
    [Fact]
    public void Files_FolderThatCannotBeListed_SaysWhich()
    {
        var exception = Assert.Throws<HarnessException>(() => FolderContent.Files(_folder["gone"]));

        Assert.StartsWith($"The folder '{_folder["gone"]}' cannot be listed: ", exception.Message, StringComparison.Ordinal);
        Assert.Contains("permissions", exception.Remedy, StringComparison.Ordinal);
        Assert.Throws<HarnessException>(() => FolderContent.Folders(_folder["gone"]));
    }

    [Fact]
    public void FilesIfPossible_FolderThatCannotBeListed_AreNone() => Assert.Empty(FolderContent.FilesIfPossible(_folder["gone"], "*"));
}
