using Harness.Data.Synthetic;
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
    [InlineData("image;class\n1.png;a\n2.png;a\n3.png;b\n4.png;b\n")]
    [InlineData("image,class\n1.png,a\n2.png,a\n3.png,b\n")]
    public void Look_TableOfTheFolderAbove_IsSaidToBeThatOne(string unusable)
    {
        Add("1.png", "2.png", "3.png", "4.png");
        _folder.Add("labels.csv", System.Text.Encoding.UTF8.GetBytes(unusable));
        Assert.Contains("labels.csv", Assert.ThrowsAny<Exception>(() => Surveyor.Look(_folder.Root)).Message, StringComparison.Ordinal);
        _folder.Add("../old.csv", "image,class\n1.png,x\n2.png,y\n3.png,x\n4.png,y\n"u8.ToArray());

        var notes = Surveyor.Look(_folder.Root).Notes;

        Assert.Contains(notes, note => note.EndsWith("old.csv', which is in the folder above.", StringComparison.Ordinal));
        Assert.Equal(unusable.Contains(';', StringComparison.Ordinal) ? 1 : 2, notes.Count);
    }

    [Fact]
    public void Look_TableThatAnotherProgramHolds_LooksAtTheFoldersOfClasses()
    {
        Add("preview.png", "daisy/1.png", "daisy/2.png", "rose/1.png", "rose/2.png");
        _folder.Add("export.csv", "id,label\n1,a\n"u8.ToArray());
        using var held = new FileStream(_folder.PathOf("export.csv"), FileMode.Open, FileAccess.ReadWrite, FileShare.None);

        Assert.IsType<ClassLayout>(Surveyor.Look(_folder.Root).Layout);
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
        // A table of a competition's answers, which comes before the other one and names no image that exists.
        _folder.Add("answers.csv", "id,label\n7,a\n"u8.ToArray());
        Add([.. Enumerable.Range(1, 4).Select(number => $"{below}{number}.png")]);
        if (below.Length > 0) Add("test/9.png");
        _folder.Add(table, System.Text.Encoding.UTF8.GetBytes(text));

        var survey = Surveyor.Look(_folder.Root);

        Assert.Equal(Path.GetFullPath(_folder.PathOf(table)), Assert.IsType<TableLayout>(survey.Layout).File);
        Assert.Equal(table.StartsWith("..", StringComparison.Ordinal), survey.Notes.Any(note => note.EndsWith("which is in the folder above.", StringComparison.Ordinal)));
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
    [InlineData(new[] { "1.png", "2.png" }, "The images are directly in")]
    [InlineData(new[] { "a/1.png", "a/2.png" }, "has only one class, 'a'")]
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

    [Fact]
    public void Look_DrawnImages_AreImages()
    {
        SyntheticDataset.Ensure(_folder.Root, new() { ImagesPerClass = 2, Size = 32, Seed = 1 });

        Assert.Equal(["camouflage_clothes", "normal_clothes"], Surveyor.Look(_folder.Root).Classes.Select(one => one.Name));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Look_ManifestBesideTheImages_IsNotOfTheFolder(bool isFlat)
    {
        Add(isFlat ? ["1.png", "2.png", "3.png", "4.png"] : ["a/1.png", "a/2.png", "b/1.png", "b/2.png"]);
        if (isFlat) _folder.Add("train.csv", "id,breed\n1,a\n2,a\n3,b\n4,b\n"u8.ToArray());
        _folder.Add("manifest.csv", "path,label,split,sha256\n1.png,a,train,0\n"u8.ToArray());

        var survey = Surveyor.Look(_folder.Root);

        Assert.Equal([("a", 2), ("b", 2)], survey.Classes.Select(one => (one.Name, one.Images)));
        if (isFlat) Assert.EndsWith("train.csv", Assert.IsType<TableLayout>(survey.Layout).File, StringComparison.Ordinal);
    }

    [Fact]
    public void Look_ResultsWithPictures_AreNotImages()
    {
        Add("results/charts/1.png", "results/charts/2.png", "results/pictures/1.png", "results/pictures/2.png");
        foreach (var file in (string[])["results/manifest.csv", "results/run.json"]) _folder.Add(file, "path,label,split,sha256\n"u8.ToArray());

        Assert.Matches("has written", Assert.Throws<HarnessException>(() => Surveyor.Look(_folder.PathOf("results"))).Message);
    }

    [Theory]
    [InlineData("sample_submission.csv")]
    [InlineData("../sample_submission.csv")]
    public void Look_StrayImageAndTableOfSomethingElse_AreClassFolders(string table)
    {
        Add("daisy/1.png", "daisy/2.png", "rose/1.png", "rose/2.png", "preview.png");
        _folder.Add(table, "id,label\n7,a\n8,b\n"u8.ToArray());

        var survey = Surveyor.Look(_folder.Root);

        Assert.Equal((new ClassLayout(), 4), (Assert.IsType<ClassLayout>(survey.Layout), survey.Images));
        Assert.Matches("The table '.*sample_submission.csv' does not give the classes of these images and is ignored: 5 of the images have no row", Assert.Single(survey.Notes));
    }

    [Fact]
    public void Look_WrongTableOfImagesBesideFolders_IsNotPassedOver()
    {
        Add("1.png", "2.png", "3.png", "masks/1.png", "thumbs/1.png");
        _folder.Add("labels.csv", "id,label\n1,a\n2,b\n4,b\n"u8.ToArray());

        Assert.Contains("labels.csv:4:1: error: there is no image '4'", Assert.Throws<DiagnosticsException>(() => Surveyor.Look(_folder.Root)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Look_FolderAboveCannotBeListed_IsPassedOver()
    {
        if (OperatingSystem.IsWindows()) return;
        Add("daisy/1.png", "daisy/2.png", "rose/1.png", "rose/2.png", "preview.png");
        var above = Path.GetDirectoryName(_folder.Root)!;
        var before = File.GetUnixFileMode(above);
        // A privileged process can list it anyway.
        File.SetUnixFileMode(above, UnixFileMode.UserExecute);
        try
        {
            Assert.IsType<ClassLayout>(Surveyor.Look(_folder.Root).Layout);
        }
        finally
        {
            File.SetUnixFileMode(above, before);
        }
    }

    [Fact]
    public void Look_TableWithPathsFromItsOwnFolder_IsReadSo()
    {
        Add("images/1.png", "images/2.png", "images/3.png", "images/4.png");
        const string Table = "file,class\nimages/1.png,a\nimages/2.png,a\nimages/3.png,b\nimages/4.png,b\n";
        _folder.Add("labels.csv", System.Text.Encoding.UTF8.GetBytes(Table));

        var survey = Surveyor.Look(_folder.Root);
        _folder.Add("labels.csv", System.Text.Encoding.UTF8.GetBytes(Table + "images/5.png,b\n"));

        Assert.Equal((_folder.Root, 4), (survey.Root, survey.Images));
        Assert.IsType<TableLayout>(survey.Layout);
        Assert.EndsWith("labels.csv:6:1: error: there is no image 'images/5.png'", Assert.Throws<DiagnosticsException>(() => Surveyor.Look(_folder.Root)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Look_MostFilesOfAClassAreNotRead_SaysWhich()
    {
        Add("daisy/1.png", "daisy/2.png");
        _folder.Add("rose/1.heic", [1]);

        Assert.Contains("rose/1.heic", Assert.Throws<HarnessException>(() => Surveyor.Look(_folder.Root)).Message, StringComparison.Ordinal);
    }

    private void Add(params string[] images)
    {
        // Each of another width, so that none is a copy.
        foreach (var (index, image) in images.Index()) _folder.AddPng(image, 24 + index);
    }
}
