using Harness.Diagnostics;
using Harness.Proposals;
using Harness.Tests.Data;

namespace Harness.Tests.Proposals;

public sealed class SurveyorTests : IDisposable
{
    private readonly ImageFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Look_ClassFolders_CountsAndMeasures()
    {
        Add("daisy/1.png", "daisy/2.png", "daisy/3.png", "rose/1.png", "rose/2.png");
        _folder.Add("rose/3.heic", [1]);

        var survey = Surveyor.Look(_folder.Root);

        Assert.IsType<ClassLayout>(survey.Layout);
        Assert.Equal([("daisy", 3), ("rose", 2)], survey.Classes.Select(one => (one.Name, one.Images)));
        Assert.Equal((5, 18, 18, 0), (survey.Sizes.Looked, survey.Sizes.Median, survey.Sizes.Smallest, survey.Sizes.Unreadable));
    }

    [Theory]
    [InlineData(new[] { "train/a/1.png", "train/b/1.png", "val/a/2.png", "val/b/2.png" }, "val", null)]
    [InlineData(new[] { "train/a/1.png", "train/b/1.png", "valid/a/2.png", "valid/b/2.png", "test/a/3.png", "test/b/3.png" }, "valid", "test")]
    [InlineData(new[] { "train/a/1.png", "train/b/1.png", "test/a/2.png", "test/b/2.png" }, "test", null)]
    [InlineData(new[] { "train/a/1.png", "train/b/1.png", "valid/a/2.png", "valid/b/2.png", "test/3.png" }, "valid", null)]
    public void Look_FoldersOfASplit_AreItsParts(string[] images, string valid, string? test)
    {
        Add(images);

        Assert.Equal(new SplitLayout("train", valid, test), Surveyor.Look(_folder.Root).Layout);
    }

    [Theory]
    [InlineData(new[] { "train/a/1.png", "train/b/1.png", "train/a/2.png", "train/b/2.png", "test/3.png" }, "train")]
    [InlineData(new[] { "flowers/a/1.png", "flowers/b/1.png", "flowers/a/2.png", "flowers/b/2.png" }, "flowers")]
    public void Look_ClassFoldersOneFolderDown_AreFoundThere(string[] images, string below)
    {
        Add(images);

        var survey = Surveyor.Look(_folder.Root);

        Assert.Equal((Path.Combine(_folder.Root, below), 4), (survey.Root, survey.Images));
        Assert.Contains($"The images are those in '{below}'.", survey.Notes);
    }

    [Theory]
    [InlineData("labels.csv", "id,breed\n1,a\n2,a\n3,b\n4,b\n", "")]
    [InlineData("../labels.csv", "file,class\n1.png,a\n2.png,a\n3.png,b\n4.png,b\n", "")]
    [InlineData("labels.csv", "id,breed\n1,a\n2,a\n3,b\n4,b\n", "train/")]
    public void Look_TableBesideImages_TellsTheClasses(string table, string text, string below)
    {
        // A table of a competition's answers, which comes before the other one and names no image that is there.
        _folder.Add("answers.csv", "id,label\n7,a\n"u8.ToArray());
        Add([.. Enumerable.Range(1, 4).Select(number => $"{below}{number}.png")]);
        if (below.Length > 0) Add("test/9.png");
        _folder.Add(table, System.Text.Encoding.UTF8.GetBytes(text));

        var survey = Surveyor.Look(_folder.Root);

        Assert.Equal(Path.GetFullPath(_folder.PathOf(table)), Assert.IsType<TableLayout>(survey.Layout).File);
        Assert.Equal([("a", 2), ("b", 2)], survey.Classes.Select(one => (one.Name, one.Images)));
    }

    [Fact]
    public void Look_TableDoesNotFit_SaysWhatIsWrongWithIt()
    {
        Add("1.png", "2.png");
        _folder.Add("labels.csv", "file,class\n1.png,a\n3.png,b\n"u8.ToArray());

        var error = Assert.Throws<DiagnosticsException>(() => Surveyor.Look(_folder.Root));

        Assert.Contains("labels.csv:3:1: error: there is no image '3.png'", error.Message, StringComparison.Ordinal);
        Assert.Contains("have no row: 2.png", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(new[] { "1.png", "2.png" }, "The images lie directly in")]
    [InlineData(new[] { "a/1.png", "a/2.png" }, "has one class only, 'a'")]
    [InlineData(new[] { "a/1.png", "a/2.png", "b/1.png" }, "1 of 2 classes in .* has fewer than two images.*'b' \\(1\\)")]
    [InlineData(new string[0], "is empty")]
    public void Look_NothingToLearnFrom_SaysWhatIsExpected(string[] images, string expected)
    {
        Directory.CreateDirectory(_folder.Root);
        Add(images);

        var error = Assert.Throws<HarnessException>(() => Surveyor.Look(_folder.Root));

        Assert.Matches(expected, error.Message);
        Assert.NotNull(error.Remedy);
    }

    [Fact]
    public void Look_FileMissingFolderOrResults_AreTold()
    {
        _folder.Add("results/manifest.csv", "path,label,split,sha256\n"u8.ToArray());
        _folder.Add("file", [1]);

        Assert.Matches("is a file", Assert.Throws<HarnessException>(() => Surveyor.Look(_folder.PathOf("file"))).Message);
        Assert.Matches("There is no folder", Assert.Throws<HarnessException>(() => Surveyor.Look(_folder.PathOf("nowhere"))).Message);
        Assert.Matches("has written", Assert.Throws<HarnessException>(() => Surveyor.Look(_folder.PathOf("results"))).Message);
    }

    private void Add(params string[] images)
    {
        // Each of another width, so that none is a copy.
        foreach (var (index, image) in images.Index()) _folder.AddPng(image, 24 + index);
    }
}
