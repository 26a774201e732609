using Harness.Data.Splits;
using Harness.Diagnostics;

namespace Harness.Tests.Data.Splits;

public sealed class ClassFoldersTests
{
    private static string MessageOf(string root)
    {
        var exception = Assert.Throws<HarnessException>(() => ClassFolders.List(root));
        Assert.Contains("one folder per class", exception.Remedy);
        return exception.Message;
    }

    [Fact]
    public void List_MixedFolder_FindsImagesInOrdinalOrderOfTheirPaths()
    {
        using var folder = new ImageFolder();
        foreach (var path in new[] { "b/2.JPG", "b/10.jpeg", "b/sub/deep/1.PnG", "B/x.jpg", "a b/1.jpg", "a/z.jpg", "a/Z.jpg" }) folder.Add(path, [1]);
        foreach (var path in new[] { "a/.hidden.jpg", "a/.thumbs/1.jpg", ".git/1.jpg", "a/notes.txt", "a/1.svg", "a/jpg" }) folder.Add(path, [1]);

        var listing = ClassFolders.List(folder.Root + Path.DirectorySeparatorChar);

        Assert.Equal(["B", "a", "a b", "b"], listing.Classes);
        Assert.Equal(["B/x.jpg", "a b/1.jpg", "a/Z.jpg", "a/z.jpg", "b/10.jpeg", "b/2.JPG", "b/sub/deep/1.PnG"], listing.Images.Select(image => image.Path));
        Assert.Equal([0, 2, 1, 1, 3, 3, 3], listing.Images.Select(image => image.ClassIndex));
        Assert.Equal(folder.Root, listing.Root);
    }

    [Fact]
    public void List_MissingFolder_SaysSo() => Assert.Contains("does not exist", MessageOf("/nowhere/at/all"));

    [Fact]
    public void List_File_SaysSo()
    {
        using var folder = new ImageFolder();
        folder.Add("a.jpg", [1]);
        Assert.Contains("is a file", MessageOf(folder.PathOf("a.jpg")));
    }

    [Fact]
    public void List_EmptyFolder_SaysSo()
    {
        using var folder = new ImageFolder();
        folder.AddEmptyFolder(".cache");
        Assert.Contains("is empty", MessageOf(folder.Root));
    }

    [Fact]
    public void List_ImagesButNoClassFolders_CountsThem()
    {
        using var folder = new ImageFolder();
        folder.Add("1.jpg", [1]);
        folder.Add("2.png", [1]);
        Assert.Contains("holds 2 images but no class folders", MessageOf(folder.Root));
    }

    [Fact]
    public void List_OneClass_NamesIt()
    {
        using var folder = new ImageFolder();
        folder.Add("daisy/1.jpg", [1]);
        Assert.Contains("one class only, 'daisy'", MessageOf(folder.Root));
    }
}
