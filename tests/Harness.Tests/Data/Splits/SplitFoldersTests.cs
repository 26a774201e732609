using Harness.Data;
using Harness.Data.Manifests;
using Harness.Data.Splits;
using Harness.Diagnostics;

namespace Harness.Tests.Data.Splits;

public sealed class SplitFoldersTests
{
    private static readonly SplitSettings Split = new() { Rule = SplitRule.Folders, TrainFolder = "train", ValidFolder = "valid" };

    [Fact]
    public void List_TwoFolders_GivesPathsFromTheRootAndSharedClasses()
    {
        using var folder = Make();
        folder.Add("test/cat/1.png", [1]);

        var listing = SplitFolders.List(folder.Root, ["train", "valid"]);

        Assert.Equal(["cat", "dog"], listing.Classes);
        Assert.Equal(
            ["train/cat/1.png", "train/cat/2.png", "train/dog/1.png", "valid/cat/1.png", "valid/dog/1.png"], listing.Images.Select(image => image.Path));
        Assert.Equal([0, 0, 1, 0, 1], listing.Images.Select(image => image.ClassIndex));
    }

    [Fact]
    public void LoadOrCreate_TwoFolders_SplitsByThemNowAndLater()
    {
        using var folder = Make();

        var created = Load(folder);
        var read = Load(folder);

        Assert.Equal(["train/cat/1.png", "train/cat/2.png", "train/dog/1.png"], created.Train.Select(image => image.Path));
        Assert.Equal(["valid/cat/1.png", "valid/dog/1.png"], created.Valid.Select(image => image.Path));
        Assert.Equal([0, 1], created.Valid.Select(image => image.ClassIndex));
        Assert.Equal((created.Hash, created.Root), (read.Hash, read.Root));
    }

    [Fact]
    public void LoadOrCreate_ImageMovedToTheOtherFolder_IsNamed()
    {
        using var folder = Make();
        Load(folder);
        File.Move(folder.PathOf("train/cat/2.png"), folder.PathOf("valid/cat/2.png"));

        var message = Assert.Throws<HarnessException>(() => Load(folder)).Message;

        Assert.Contains("train/cat/2.png", message, StringComparison.Ordinal);
        Assert.Contains("valid/cat/2.png", message, StringComparison.Ordinal);
    }

    [Fact]
    public void List_FoldersMissing_NamesThemAndTheLayout()
    {
        using var folder = ImageFolder.WithTwoClasses(1);

        var exception = Assert.Throws<HarnessException>(() => SplitFolders.List(folder.Root, ["train", "valid"]));

        Assert.Contains("has no folder 'train' and no folder 'valid'", exception.Message, StringComparison.Ordinal);
        Assert.Contains("train/class/image.jpg", exception.Remedy, StringComparison.Ordinal);
    }

    [Fact]
    public void List_DifferentClasses_NamesEach()
    {
        using var folder = Make();
        folder.AddPng("train/fox/1.png");
        folder.AddPng("valid/owl/1.png");

        var message = Assert.Throws<HarnessException>(() => SplitFolders.List(folder.Root, ["train", "valid"])).Message;

        Assert.Contains("'fox' is in 'train' only", message, StringComparison.Ordinal);
        Assert.Contains("'owl' is in 'valid' only", message, StringComparison.Ordinal);
    }

    [Fact]
    public void LoadOrCreate_ClassWithoutValidationImages_IsNamed()
    {
        using var folder = Make();
        File.Delete(folder.PathOf("valid/dog/1.png"));

        Assert.Contains(
            "class 'dog' has 1 images: 1 for training, 0 for validation", Assert.Throws<HarnessException>(() => Load(folder)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void LoadOrCreate_ThreeFolders_HasATestPartNowAndLater()
    {
        using var folder = Make();
        foreach (var path in new[] { "test/cat/1.png", "test/dog/1.png" }) folder.AddPng(path, path.Contains("dog", StringComparison.Ordinal) ? 25 : 24);

        var split = Split with { TestFolder = "test" };
        var created = ManifestStore.LoadOrCreate(folder.Manifest, folder.Root, split);
        var read = ManifestStore.LoadOrCreate(folder.Manifest, folder.Root, split);

        Assert.Equal(["test/cat/1.png", "test/dog/1.png"], created.Test.Select(image => image.Path));
        Assert.Equal(created.Test, read.Test);
        Assert.Equal(2, created.Valid.Count);
        Assert.Equal(created.Hash, read.Hash);
        Assert.Contains(",test,", File.ReadAllText(folder.Manifest), StringComparison.Ordinal);
    }

    [Fact]
    public void List_TestFolderWithOtherClasses_NamesThem()
    {
        using var folder = Make();
        foreach (var path in new[] { "test/cat/1.png", "test/owl/1.png" }) folder.AddPng(path);

        var message = Assert.Throws<HarnessException>(() => SplitFolders.List(folder.Root, ["train", "valid", "test"])).Message;

        Assert.Contains("'dog' is in 'train' and 'valid' only", message, StringComparison.Ordinal);
        Assert.Contains("'owl' is in 'test' only", message, StringComparison.Ordinal);
    }

    private static Manifest Load(ImageFolder folder) => ManifestStore.LoadOrCreate(folder.Manifest, folder.Root, Split);

    private static ImageFolder Make()
    {
        var folder = new ImageFolder();
        foreach (var path in new[] { "train/cat/1.png", "train/cat/2.png", "train/dog/1.png", "valid/cat/1.png", "valid/dog/1.png" }) folder.AddPng(path, path.Contains("dog", StringComparison.Ordinal) ? 25 : 24);
        return folder;
    }
}
