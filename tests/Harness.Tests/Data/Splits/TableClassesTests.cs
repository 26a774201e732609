using Harness.Data;
using Harness.Data.Labels;
using Harness.Data.Manifests;
using Harness.Data.Splits;
using Harness.Diagnostics;
using Harness.Yaml;

namespace Harness.Tests.Data.Splits;

public sealed class TableClassesTests : IDisposable
{
    private const string Table = "id,breed\na,pug\nb,pug\nsub/c,beagle\nd.png,beagle\n";

    private static readonly SplitSettings Half = new() { Rule = SplitRule.First, Fraction = 0.5 };

    private readonly ImageFolder _folder = new();

    public TableClassesTests()
    {
        foreach (var (path, width) in new[] { ("a.png", 20), ("b.png", 21), ("sub/c.png", 22), ("d.png", 23) }) _folder.AddPng(path, width);
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void List_NamesWithAndWithoutEnding_GivesEveryImageItsClass()
    {
        var listing = Splitter.List(_folder.Root, Half, new() { Classes = Read(Table) });

        Assert.Equal(["beagle", "pug"], listing.Classes);
        Assert.Equal(
            [("a.png", "pug"), ("b.png", "pug"), ("d.png", "beagle"), ("sub/c.png", "beagle")], listing.Images.Select(image => (image.Path, listing.Classes[image.ClassIndex])));
    }

    [Theory]
    [InlineData("id,breed\na,pug\nb,pug\nsub/c,beagle\n", "labels.csv: error: 1 of the images have no row: d.png")]
    [InlineData(Table + "e,pug\n", "labels.csv:6:1: error: there is no image 'e'")]
    public void List_ImagesAndRowsDiffer_NamesThemWithTheirLines(string table, string expected)
    {
        var error = Assert.Throws<DiagnosticsException>(() => Splitter.List(_folder.Root, Half, new() { Classes = Read(table) }));

        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void List_TwoImagesForOneRow_IsRefused()
    {
        _folder.AddJpeg("a.jpg", 24, 24);

        var error = Assert.Throws<DiagnosticsException>(() => Splitter.List(_folder.Root, Half, new() { Classes = Read(Table) }));

        Assert.Contains("labels.csv:2:1: error: two images fit this row: 'a.jpg' and 'a.png'", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void List_SplitFolders_LooksAtNoOthers()
    {
        foreach (var (path, width) in new[] { ("train/1.png", 30), ("valid/2.png", 31), ("test/3.png", 32) }) _folder.AddPng(path, width);
        var split = new SplitSettings { Rule = SplitRule.Folders, TrainFolder = "train", ValidFolder = "valid" };

        var listing = Splitter.List(_folder.Root, split, new() { Classes = Read("path,label\ntrain/1.png,x\nvalid/2.png,y\n") });

        Assert.Equal(["train/1.png", "valid/2.png"], listing.Images.Select(image => image.Path));
    }

    [Fact]
    public void List_ClassThatIsOnlyInFoldersThatTheSplitLeavesOut_IsNone()
    {
        foreach (var (path, width) in new[] { ("train/1.png", 30), ("train/2.png", 33), ("valid/3.png", 31), ("test/4.png", 32) }) _folder.AddPng(path, width);
        var split = new SplitSettings { Rule = SplitRule.Folders, TrainFolder = "train", ValidFolder = "valid" };

        var listing = Splitter.List(_folder.Root, split, new() { Classes = Read("id,breed\ntrain/1,pug\ntrain/2,terrier\nvalid/3,pug\ntest/4,beagle\n") });

        Assert.Equal(["pug", "terrier"], listing.Classes);
        Assert.Equal([0, 1, 0], listing.Images.Select(image => image.ClassIndex));
    }

    [Theory]
    [InlineData("id,breed\ntrain/1,pug\ntrain/2,pug\nvalid/3,pug\ntest/4,beagle\n", "hold only one class by 'labels.csv', 'pug'; at least two are needed.")]
    [InlineData("id,breed\ntest/3,pug\ntest/4,beagle\n", "hold no image with a class by 'labels.csv'; at least two classes are needed.")]
    public void List_SplitFoldersWithoutTwoClasses_IsRefused(string rows, string expected)
    {
        foreach (var (path, width) in new[] { ("train/1.png", 30), ("train/2.png", 33), ("valid/3.png", 31), ("test/3.png", 34), ("test/4.png", 32) }) _folder.AddPng(path, width);
        var split = new SplitSettings { Rule = SplitRule.Folders, TrainFolder = "train", ValidFolder = "valid" };

        var error = Assert.Throws<HarnessException>(() => Splitter.List(_folder.Root, split, new() { Classes = Read(rows), SkipsUnmatched = true }));

        Assert.Contains($"the folders 'train' and 'valid' {expected}", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void List_SplitFolders_PassesOverRowsOfOthers()
    {
        foreach (var (path, width) in new[] { ("train/1.png", 30), ("valid/2.png", 31), ("test/3.png", 32) }) _folder.AddPng(path, width);
        var split = new SplitSettings { Rule = SplitRule.Folders, TrainFolder = "train", ValidFolder = "valid" };
        const string Rows = "path,label\ntrain/1.png,x\nvalid/2.png,y\ntest/3.png,x\n";

        Assert.Equal(["train/1.png", "valid/2.png"], Splitter.List(_folder.Root, split, new() { Classes = Read(Rows) }).Images.Select(image => image.Path));
        var error = Assert.Throws<DiagnosticsException>(() => Splitter.List(_folder.Root, split, new() { Classes = Read(Rows + "train/4.png,x\n") }));

        Assert.EndsWith("labels.csv:5:1: error: there is no image 'train/4.png'", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Manifest_KeptSplitThatIsNotThereYet_IsHeldToTheTable()
    {
        var options = new ManifestOptions { Classes = Read("id,breed\na,pug\nb,pug\nsub/c,beagle\n"), KeepSplit = true };

        var error = Assert.Throws<DiagnosticsException>(() => ManifestStore.LoadOrCreate(_folder.Manifest, _folder.Root, Half, options));

        Assert.Contains("have no row: d.png", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Manifest_ReadBack_IsTheOneThatWasWritten()
    {
        var written = Load(Table);

        Assert.Equal(written.Hash, Load(Table).Hash);
        Assert.Equal([("a.png", 1), ("d.png", 0)], written.Valid.Select(image => (image.Path, image.ClassIndex)).Order());
    }

    [Fact]
    public void Manifest_AnotherClassInTheTable_IsAnotherManifest()
    {
        var before = Load(Table);
        File.Delete(_folder.Manifest);

        Assert.NotEqual(before.Hash, Load(Table.Replace("b,pug", "b,beagle", StringComparison.Ordinal).Replace("d.png,beagle", "d.png,pug", StringComparison.Ordinal)).Hash);
    }

    [Fact]
    public void Manifest_ClassChangedSince_IsNamed()
    {
        Load(Table + "\n");

        var error = Assert.Throws<HarnessException>(() => Load(Table.Replace("b,pug", "b,beagle", StringComparison.Ordinal)));

        Assert.Contains("1 images with another class in the table:", error.Message, StringComparison.Ordinal);
        Assert.Contains("    b.png", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Manifest_ImagesMovedIntoFoldersOfASplit_AreDifferences()
    {
        Load(Table);
        foreach (var (from, to) in new[] { ("a.png", "train/a.png"), ("b.png", "valid/b.png"), ("sub/c.png", "train/c.png"), ("d.png", "valid/d.png") })
        {
            Directory.CreateDirectory(Path.GetDirectoryName(_folder.PathOf(to))!);
            File.Move(_folder.PathOf(from), _folder.PathOf(to));
        }
        var split = new SplitSettings { Rule = SplitRule.Folders, TrainFolder = "train", ValidFolder = "valid" };
        var options = new ManifestOptions { Classes = Read("id,breed\ntrain/a,pug\nvalid/b,pug\ntrain/c,beagle\nvalid/d,beagle\n") };

        var error = Assert.Throws<HarnessException>(() => ManifestStore.LoadOrCreate(_folder.Manifest, _folder.Root, split, options));

        Assert.Contains("4 missing images:", error.Message, StringComparison.Ordinal);
        Assert.Contains("4 images that the folder 'valid' cannot split", error.Message, StringComparison.Ordinal);
        Assert.Contains($"delete '{_folder.Manifest}'", error.Remedy, StringComparison.Ordinal);
    }

    private Manifest Load(string table) => ManifestStore.LoadOrCreate(_folder.Manifest, _folder.Root, Half, new() { Classes = Read(table) });

    private LabelTable Read(string text)
    {
        var errors = new DiagnosticBag();
        _folder.Add("labels.csv", System.Text.Encoding.UTF8.GetBytes(text));
        var table = new LabelTableReader(_folder.PathOf("labels.csv"), "labels.csv", errors).ReadClasses(column: null);
        Assert.Empty(errors.Found);
        return table!;
    }
}
