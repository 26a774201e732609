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
        Assert.Contains("only one class, 'daisy'", MessageOf(folder.Root));
    }

    [Fact]
    public void List_ResultsAndStoreInTheDataFolder_AreNoClasses()
    {
        using var folder = new ImageFolder();
        foreach (var path in new[] { "a/1.jpg", "b/1.jpg", "results/earlier/charts/1.png", "results/store/ab/1.png", "b/exp/pictures/2.png" }) folder.Add(path, [1]);
        foreach (var path in new[] { "results/earlier/manifest.csv", "b/exp/manifest.csv" }) folder.Add(path, "path,label,split,sha256\n"u8.ToArray());
        foreach (var path in new[] { "results/now", "results/store/incoming" }) folder.AddEmptyFolder(path);

        var listing = ClassFolders.List(folder.Root, new() { Written = [folder.PathOf("results/now"), folder.PathOf("results/store")] });

        Assert.Equal(["a", "b"], listing.Classes);
        Assert.Equal(["a/1.jpg", "b/1.jpg"], listing.Images.Select(image => image.Path));
        Assert.Equal(["Results of earlier runs are in the data folder and are ignored: 'b/exp', 'results/earlier'."], listing.Notes.Select(note => note.Replace('\\', '/')));
    }

    [Fact]
    public void List_ManifestOfAUser_DoesNotHideImages()
    {
        using var folder = new ImageFolder();
        foreach (var path in new[] { "a/1.jpg", "b/1.jpg" }) folder.Add(path, [1]);
        folder.Add("a/manifest.csv", "name,camera\n"u8.ToArray());
        Assert.Equal(2, ClassFolders.List(folder.Root).Images.Count);
    }

    [Fact]
    public void List_FoldersOfTheSystem_ArePassedOver()
    {
        using var folder = new ImageFolder();
        foreach (var path in new[] { "a/1.jpg", "b/1.jpg", "@eaDir/1.jpg", "a/@eaDir/1.jpg/THUMB.jpg", "__MACOSX/a/1.jpg", "lost+found/1.jpg" }) folder.Add(path, [1]);
        Assert.Equal(["a/1.jpg", "b/1.jpg"], ClassFolders.List(folder.Root).Images.Select(image => image.Path));
    }

    [SkippableFact]
    public void List_LinksInCircles_WalksEveryFolderOnce()
    {
        Skip.If(OperatingSystem.IsWindows(), "links need rights there");
        using var folder = new ImageFolder();
        foreach (var path in new[] { "a/1.jpg", "a/in/2.jpg", "b/1.jpg" }) folder.Add(path, [1]);
        foreach (var (link, target) in new[] { ("a/loop", ".."), ("a/in/up", "../in"), ("a/in/again", folder.PathOf("a")), ("b/self", "self") })
            Directory.CreateSymbolicLink(folder.PathOf(link), target);

        var listing = ClassFolders.List(folder.Root);

        Assert.Equal(["a/1.jpg", "a/in/2.jpg", "b/1.jpg"], listing.Images.Select(image => image.Path));
        Assert.Contains("images are listed once", Assert.Single(listing.Notes), StringComparison.Ordinal);
    }

    [SkippableFact]
    public void List_FolderThatIsALink_IsAClassUnlessItLeadsToOne()
    {
        Skip.If(OperatingSystem.IsWindows(), "links need rights there");
        using var folder = new ImageFolder();
        using var elsewhere = new ImageFolder();
        foreach (var path in new[] { "a/1.jpg", "b/1.jpg" }) folder.Add(path, [1]);
        elsewhere.Add("owls/1.jpg", [1]);
        Directory.CreateSymbolicLink(folder.PathOf("c"), folder.PathOf("b"));
        Directory.CreateSymbolicLink(folder.PathOf("d"), elsewhere.PathOf("owls"));
        Assert.Equal(["a/1.jpg", "b/1.jpg", "d/1.jpg"], ClassFolders.List(folder.Root).Images.Select(image => image.Path));
    }

    [Fact]
    public void List_DataFolderThatIsWrittenTo_IsRefused()
    {
        using var folder = new ImageFolder();
        foreach (var path in new[] { "a/1.jpg", "b/1.jpg" }) folder.Add(path, [1]);
        var error = Assert.Throws<HarnessException>(() => ClassFolders.List(folder.Root, new() { Written = [folder.Root + Path.DirectorySeparatorChar] }));
        Assert.Contains("--out", error.Remedy, StringComparison.Ordinal);
    }

    [SkippableFact]
    public void List_ResultsReachedByAnotherPath_AreNoClass()
    {
        Skip.If(OperatingSystem.IsWindows(), "links need rights there");
        using var folder = new ImageFolder();
        using var other = new ImageFolder();
        foreach (var path in new[] { "a/1.jpg", "b/1.jpg" }) folder.Add(path, [1]);
        folder.AddEmptyFolder("results/now");
        other.AddEmptyFolder("x");
        Directory.CreateSymbolicLink(other.PathOf("images"), folder.Root);
        Assert.Equal(["a", "b"], ClassFolders.List(other.PathOf("images"), new() { Written = [folder.PathOf("results/now")] }).Classes);
    }

    [Fact]
    public void List_Canceled_Ends()
    {
        using var folder = new ImageFolder();
        foreach (var path in new[] { "a/1.jpg", "b/1.jpg" }) folder.Add(path, [1]);
        Assert.Throws<OperationCanceledException>(() => ClassFolders.List(folder.Root, new() { Cancellation = new(canceled: true) }));
    }

    [Theory]
    [InlineData("Cat", "cat", "only in upper and lower case")]
    [InlineData("caf\u00e9", "cafe\u0301", "only in their Unicode normalization")]
    [InlineData("Caf\u00e9", "cafe\u0301", "only in case and Unicode normalization")]
    public void Twins_NamesThatLookAlike_AreToldWithWhatTheyDifferIn(string one, string other, string expected) =>
        Assert.Contains(expected, Assert.Single(FileNames.Twins([one, "dog", other])), StringComparison.Ordinal);
}
