using System.Text;
using Harness.Data;
using Harness.Data.Images;
using Harness.Data.Manifests;
using Harness.Data.Splits;
using Harness.Data.Transforms;
using Harness.Diagnostics;

namespace Harness.Tests.Data.Manifests;

public sealed class ManifestStoreTests
{
    private static readonly SplitSettings FirstFifth = new() { Rule = SplitRule.First, Fraction = 0.2 };

    private static Manifest Load(ImageFolder folder, bool skip = false, SplitSettings? split = null) =>
        ManifestStore.LoadOrCreate(folder.Manifest, folder.Root, split ?? FirstFifth, new() { SkipUnreadable = skip });

    private static HarnessException Fails(ImageFolder folder, bool skip = false, SplitSettings? split = null) =>
        Assert.ThrowsAny<HarnessException>(() => Load(folder, skip, split));

    [Fact]
    public void LoadOrCreate_FirstRun_WritesOneLinePerImage()
    {
        using var folder = ImageFolder.WithTwoClasses(10);
        var manifest = Load(folder);

        var lines = File.ReadAllLines(folder.Manifest);
        Assert.Equal("path,label,split,sha256", lines[0]);
        Assert.Equal(21, lines.Length);
        Assert.Equal($"daisy/000.png,daisy,valid,{ReferenceData.Hash(File.ReadAllBytes(folder.PathOf("daisy/000.png")))}", lines[1]);
        Assert.Equal(["daisy", "rose"], manifest.Classes);
        Assert.Equal((16, 4), (manifest.Train.Count, manifest.Valid.Count));
        Assert.Equal(["daisy/000.png", "daisy/001.png", "rose/000.png", "rose/001.png"], manifest.Valid.Select(image => image.Path));
        Assert.Equal([0, 0, 1, 1], manifest.Valid.Select(image => image.ClassIndex));
        Assert.Empty(Directory.GetFiles(Path.GetDirectoryName(folder.Manifest)!, "*.tmp"));
    }

    [Theory]
    [InlineData("skipped")]
    [InlineData("near-copies")]
    public void LoadOrCreate_ListOfAnEarlierManifestThatCannotBeRemoved_SaysSoAndWritesNone(string list)
    {
        using var folder = ImageFolder.WithTwoClasses(10);
        var path = Path.ChangeExtension(folder.Manifest, $".{list}.csv");
        Directory.CreateDirectory(path);

        Assert.StartsWith($"'{path}' cannot be removed: ", Fails(folder).Message, StringComparison.Ordinal);
        Assert.False(File.Exists(folder.Manifest));
    }

    [Fact]
    public void LoadOrCreate_SecondRun_GivesTheSame()
    {
        using var folder = ImageFolder.WithTwoClasses(10);
        var first = Load(folder);
        var second = Load(folder);
        Assert.Equal(first.Train, second.Train);
        Assert.Equal(first.Valid, second.Valid);
        Assert.Equal(first.Hash, second.Hash);
        Assert.Matches("^[0-9a-f]{64}$", first.Hash);
    }

    [Fact]
    public void LoadOrCreate_SameImagesElsewhere_HaveTheSameHash()
    {
        using var here = ImageFolder.WithTwoClasses(10);
        using var there = ImageFolder.WithTwoClasses(10);
        Assert.Equal(Load(here).Hash, Load(there).Hash);
    }

    [Fact]
    public void LoadOrCreate_OtherSplit_HasAnotherHash()
    {
        using var here = ImageFolder.WithTwoClasses(10);
        using var there = ImageFolder.WithTwoClasses(10);
        Assert.NotEqual(Load(here).Hash, Load(there, split: FirstFifth with { Fraction = 0.3 }).Hash);
    }

    [Fact]
    public void LoadOrCreate_NamesThatCsvMustQuote_AreReadBack()
    {
        using var folder = ImageFolder.WithTwoClasses(10);
        folder.AddPng("rose/a, \"b\" ä.png");
        Load(folder);
        Assert.Contains(Load(folder).Train, image => image.Path == "rose/a, \"b\" ä.png");
    }

    [Fact]
    public void LoadOrCreate_EveryKindOfDifference_IsNamedAtOnce()
    {
        using var folder = ImageFolder.WithTwoClasses(10);
        folder.AddPng("tulip/1.png");
        folder.AddPng("tulip/2.png");
        Load(folder, split: new SplitSettings { Rule = SplitRule.First, ImagesPerClass = 1 });
        folder.AddPng("daisy/003.png", 9, 9);
        File.Delete(folder.PathOf("rose/004.png"));
        folder.AddPng("rose/new.png");
        Directory.Delete(folder.PathOf("tulip"), recursive: true);
        folder.AddPng("lily/1.png");

        var exception = Fails(folder, split: new SplitSettings { Rule = SplitRule.First, ImagesPerClass = 1 });

        Assert.Contains("1 changed images:\n    daisy/003.png", exception.Message);
        Assert.Contains("3 missing images:\n    rose/004.png\n    tulip/1.png", exception.Message);
        Assert.Contains("2 new images:\n    lily/1.png\n    rose/new.png", exception.Message);
        Assert.Contains("1 new classes:\n    lily", exception.Message);
        Assert.Contains("1 missing classes:\n    tulip", exception.Message);
        Assert.DoesNotContain("split", exception.Message);
        Assert.Contains(folder.Manifest, exception.Remedy);
        Assert.Contains("not comparable", exception.Remedy);
    }

    [Fact]
    public void LoadOrCreate_ManyDifferences_ShowsTwenty()
    {
        using var folder = ImageFolder.WithTwoClasses(40);
        Load(folder);
        for (var i = 0; i < 33; i++) File.Delete(folder.PathOf($"rose/{i:000}.png"));
        var message = Fails(folder).Message;
        Assert.Contains("33 missing images:", message);
        Assert.Contains("… and 13 more", message);
        Assert.Equal(20, message.Split("    rose/").Length - 1);
    }

    [Theory]
    [InlineData(SplitRule.First, 0.3, 0)]
    [InlineData(SplitRule.Random, 0.2, 43)]
    public void LoadOrCreate_SplitRuleChanged_NamesTheImages(SplitRule rule, double fraction, long seed)
    {
        using var folder = ImageFolder.WithTwoClasses(10);
        Load(folder);
        var message = Fails(folder, split: new SplitSettings { Rule = rule, Fraction = fraction, Seed = seed }).Message;
        Assert.Contains("into another split", message);
        Assert.Contains(".png (", message);
    }

    [Fact]
    public void LoadOrCreate_ImagesMovedIntoFoldersOfASplit_AreDifferences()
    {
        using var folder = ImageFolder.WithTwoClasses(10);
        Load(folder);
        foreach (var part in new[] { "train", "valid" })
        {
            foreach (var name in new[] { "daisy", "rose" })
            {
                for (var i = part == "train" ? 0 : 5; i < (part == "train" ? 5 : 10); i++) Move(folder, $"{name}/{i:000}.png", $"{part}/{name}/{i:000}.png");
            }
        }

        var error = Fails(folder, split: new SplitSettings { Rule = SplitRule.Folders, TrainFolder = "train", ValidFolder = "valid" });

        Assert.Contains("20 images that the folder 'valid' cannot split (the split rule was changed?):\n    daisy/000.png (valid)", error.Message, StringComparison.Ordinal);
        Assert.Contains("20 missing images:", error.Message, StringComparison.Ordinal);
        Assert.Contains("20 new images:", error.Message, StringComparison.Ordinal);
        Assert.Contains($"delete '{folder.Manifest}'", error.Remedy, StringComparison.Ordinal);
        Assert.DoesNotContain("--keep-split", error.Remedy, StringComparison.Ordinal);
    }

    [Fact]
    public void LoadOrCreate_ImagesAddedForALargerSplit_AreDifferences()
    {
        using var folder = ImageFolder.WithTwoClasses(10);
        Load(folder, split: new SplitSettings { Rule = SplitRule.First, ImagesPerClass = 2 });
        foreach (var name in new[] { "daisy", "rose" })
        {
            for (var i = 0; i < 20; i++) folder.AddPng($"{name}/new-{i}.png", 60 + i, name.Length);
        }

        var error = Fails(folder, split: new SplitSettings { Rule = SplitRule.First, ImagesPerClass = 15 });

        Assert.Contains("40 new images:", error.Message, StringComparison.Ordinal);
        Assert.Contains("20 images that the first 15 images of each class cannot split", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("Add images", error.Remedy, StringComparison.Ordinal);
        Assert.Contains($"delete '{folder.Manifest}'", error.Remedy, StringComparison.Ordinal);
    }

    [Fact]
    public void LoadOrCreate_BrokenImages_AreAllNamedBeforeAnythingIsWritten()
    {
        using var folder = ImageFolder.WithTwoClasses(10);
        AddBroken(folder);
        var exception = Fails(folder);
        Assert.Contains("5 of 26 images", exception.Message);
        Assert.Contains("daisy/empty.jpg is empty (0 bytes)", exception.Message);
        Assert.Contains("daisy/text.jpg is a text file", exception.Message);
        Assert.Contains("rose/cut.jpg is cut short", exception.Message);
        Assert.Contains("rose/flipped.png is damaged", exception.Message);
        Assert.Contains("rose/undecodable.png cannot be decoded", exception.Message);
        Assert.DoesNotContain("really-a-png", exception.Message);
        Assert.Contains("--skip-unreadable", exception.Remedy);
        Assert.False(File.Exists(folder.Manifest));
    }

    [Fact]
    public void LoadOrCreate_SkipUnreadable_LeavesThemOutNowAndLater()
    {
        using var folder = ImageFolder.WithTwoClasses(10);
        AddBroken(folder);
        var first = Load(folder, skip: true);
        var second = Load(folder, skip: true);
        Assert.Equal(21, first.Train.Count + first.Valid.Count);
        Assert.Equal(
            ["daisy/empty.jpg", "daisy/text.jpg", "rose/cut.jpg", "rose/flipped.png", "rose/undecodable.png"], first.Skipped.Select(image => image.Path));
        Assert.Equal(first.Skipped, second.Skipped);
        Assert.Equal(first.Hash, second.Hash);
    }

    [Fact]
    public void LoadOrCreate_FilesThatLookLikeImagesButAreNotRead_AreCountedByClassAndExtension()
    {
        using var folder = ImageFolder.WithTwoClasses(10);
        folder.Add("daisy/a.heic", [1]);
        folder.Add("daisy/b.HEIC", [1]);
        folder.Add("daisy/c.avif", [1]);
        folder.Add("daisy/notes.txt", [1]);
        folder.Add("rose/d.heic", [1]);
        string[] expected =
        [
            "3 files in class 'daisy' look like images but are not read (.heic: 2, .avif: 1), the first is daisy/a.heic. Convert them to JPEG or PNG.",
            "1 file in class 'rose' looks like an image but is not read: rose/d.heic. Convert it to JPEG or PNG.",
        ];

        Assert.Equal(expected, Load(folder).ListingNotes);
        Assert.Equal(expected, Load(folder).ListingNotes);
    }

    [Theory]
    [InlineData(10)]
    [InlineData(0)]
    public void LoadOrCreate_MostFilesOfAClassAreNotRead_NamesTheClass(int images)
    {
        using var folder = ImageFolder.WithTwoClasses(10);
        for (var i = 0; i < images; i++) folder.AddPng($"tulip/{i}.png", 50 + i);
        folder.AddEmptyFolder("tulip");
        for (var i = 0; i < images; i++) folder.Add($"tulip/{i}.heic", [1]);
        // As many as are read are no more than a note.
        if (images > 0) Load(folder);
        if (images > 0) File.Delete(folder.Manifest);
        folder.Add("tulip/last.heic", [1]);
        folder.Add("rose/one.heic", [1]);

        var error = Fails(folder, skip: true);

        Assert.Contains($"{(images == 0 ? "1 file" : "11 files")} in class 'tulip' look", error.Message, StringComparison.Ordinal);
        Assert.Contains("heic", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("'rose'", error.Message, StringComparison.Ordinal);
        Assert.Contains("move them out of the data folder", error.Remedy, StringComparison.Ordinal);
        Assert.False(File.Exists(folder.Manifest));
    }

    [Fact]
    public void LoadOrCreate_SkippedImagesWithoutTheOption_Throws()
    {
        using var folder = ImageFolder.WithTwoClasses(10);
        AddBroken(folder);
        Load(folder, skip: true);
        var exception = Fails(folder);
        Assert.Contains("leaves 5 unreadable images out", exception.Message);
        Assert.Contains("--skip-unreadable", exception.Remedy);
    }

    [Fact]
    public void LoadOrCreate_SkippedImageMended_IsAChange()
    {
        using var folder = ImageFolder.WithTwoClasses(10);
        AddBroken(folder);
        Load(folder, skip: true);
        folder.AddPng("daisy/empty.jpg");
        Assert.Contains("1 changed images:\n    daisy/empty.jpg", Fails(folder, skip: true).Message);
    }

    [Fact]
    public void LoadOrCreate_SkippingEmptiesAClass_NamesTheClass()
    {
        using var folder = ImageFolder.WithTwoClasses(10);
        for (var i = 0; i < 6; i++) folder.Add($"lily/{i}.jpg", []);
        Assert.Contains("class 'lily' has no images", Fails(folder, skip: true).Message);
    }

    [Fact]
    public void LoadOrCreate_BadLines_AreAllNamedWithTheirNumbers()
    {
        using var folder = ImageFolder.WithTwoClasses(10);
        Load(folder);
        var lines = File.ReadAllLines(folder.Manifest);
        lines[2] = lines[2].Replace("valid", "validation");
        lines[4] = lines[4].Replace("daisy,", "rose,");
        lines[6] = "daisy/005.png,daisy,train";
        lines[8] = "../x.png,..,train," + new string('0', 64);
        lines[9] = "daisy/008.png,daisy,train,123";
        File.WriteAllLines(folder.Manifest, lines);

        var exception = Assert.IsType<DiagnosticsException>(Fails(folder));

        Assert.Equal([3, 5, 7, 9, 10], exception.Diagnostics.Select(item => item.Location.Line));
        Assert.Contains("'validation' is not one of 'train', 'valid', 'test'", exception.Message);
        Assert.Contains("'rose' is not the class folder", exception.Message);
        Assert.Contains("3 columns instead of 4", exception.Message);
        Assert.Contains("'../x.png' is not of the form", exception.Message);
        Assert.Contains("'123' is not 64 lower-case", exception.Message);
    }

    [Theory]
    [InlineData("")]
    [InlineData("path,label,split,sha256\n")]
    [InlineData("path;label;split;sha256\n")]
    [InlineData("path,label,split,sha256\na/1.png,a,train,\"0\n")]
    public void LoadOrCreate_NoManifest_SaysWhatToDo(string content)
    {
        using var folder = ImageFolder.WithTwoClasses(10);
        Directory.CreateDirectory(Path.GetDirectoryName(folder.Manifest)!);
        File.WriteAllText(folder.Manifest, content);
        Assert.Contains($"delete '{folder.Manifest}'", Fails(folder).Remedy);
    }

    [Fact]
    public void LoadOrCreate_ImageListedTwice_NamesIt()
    {
        using var folder = ImageFolder.WithTwoClasses(10);
        Load(folder);
        File.AppendAllText(folder.Manifest, File.ReadAllLines(folder.Manifest)[1] + "\n");
        Assert.Contains("lists 'daisy/000.png' twice", Fails(folder).Message);
    }

    [Fact]
    public void LoadOrCreate_ManifestCannotBeWritten_SaysWhere()
    {
        using var folder = ImageFolder.WithTwoClasses(10);
        File.WriteAllText(Path.GetDirectoryName(folder.Manifest)!, "a file where the folder should be");
        Assert.Contains("Cannot write", Fails(folder).Message);
    }

    [Fact]
    public void LoadOrCreate_FirstRunWithCache_FillsIt()
    {
        using var folder = ImageFolder.WithTwoClasses(10);
        var cache = new DecodedImageCache(1 << 20);
        var transforms = new TransformPipeline([new CenterCropSettings(8), NormalizeSettings.ImageNet]);
        ManifestStore.LoadOrCreate(folder.Manifest, folder.Root, FirstFifth, kept: new CheckedImages(cache, transforms, transforms));
        Assert.Equal(20, cache.Count);
    }

    [Fact]
    public void LoadOrCreate_FirstRunWithAnImageThatTheTransformsRefuse_LeavesItInTheManifest()
    {
        using var folder = ImageFolder.WithTwoClasses(10);
        folder.AddPng("rose/long.png", 1, 5000);
        var transforms = new TransformPipeline([new ResizeSettings(448), new RandomResizedCropSettings(16), NormalizeSettings.ImageNet]);

        var manifest = ManifestStore.LoadOrCreate(folder.Manifest, folder.Root, FirstFifth, kept: new CheckedImages(new DecodedImageCache(1 << 10), transforms, transforms));

        Assert.Contains(manifest.Train, image => image.Path == "rose/long.png");
    }

    [Fact]
    public void LoadOrCreate_Canceled_WritesNothing()
    {
        using var folder = ImageFolder.WithTwoClasses(10);
        Assert.Throws<OperationCanceledException>(() => ManifestStore.LoadOrCreate(
            folder.Manifest, folder.Root, FirstFifth, cancellation: new CancellationToken(canceled: true)));
        Assert.False(File.Exists(folder.Manifest));
    }

    [Fact]
    public void LoadOrCreate_Progress_EndsWithAllImages()
    {
        using var folder = ImageFolder.WithTwoClasses(10);
        var reports = new Reports();
        ManifestStore.LoadOrCreate(folder.Manifest, folder.Root, FirstFifth, progress: reports);
        Assert.Contains((20, 20), reports.All);
    }

    private static void AddBroken(ImageFolder folder)
    {
        var jpeg = ReferenceData.ReadFile("subsampled.jpg");
        var png = ReferenceData.ReadFile("small.png");
        folder.Add("daisy/empty.jpg", []);
        folder.Add("daisy/text.jpg", Encoding.ASCII.GetBytes("this is no image"));
        folder.Add("daisy/really-a-png.jpg", png);
        folder.Add("rose/cut.jpg", jpeg[..^200]);
        png[100] ^= 0x40;
        folder.Add("rose/flipped.png", png);
        folder.Add("rose/undecodable.png", PngWithoutPixels());
    }

    // Whole and with right checksums, but it has a header and an end only.
    private static byte[] PngWithoutPixels()
    {
        var png = ReferenceData.ReadFile("small.png");
        return [.. png[..33], .. png[^12..]];
    }

    private sealed class Reports : IProgress<(int Done, int Total)>
    {
        public System.Collections.Concurrent.ConcurrentBag<(int Done, int Total)> All { get; } = [];

        public void Report((int Done, int Total) value) => All.Add(value);
    }

    [SkippableFact]
    public void LoadOrCreate_SkippedLinkToNowhere_IsLeftOutEveryTime()
    {
        Skip.If(OperatingSystem.IsWindows(), "links need rights there");
        using var folder = ImageFolder.WithTwoClasses(10);
        File.CreateSymbolicLink(folder.PathOf("rose/gone.png"), "nowhere.png");
        var first = Load(folder, skip: true);
        Assert.Equal("rose/gone.png", Assert.Single(first.Skipped).Path);
        Assert.Equal(first.Hash, Load(folder, skip: true).Hash);
    }

    [Fact]
    public void LoadOrCreate_SkippedImageRemoved_GoesOn()
    {
        using var folder = ImageFolder.WithTwoClasses(10);
        folder.Add("rose/broken.png", [1, 2, 3]);
        var first = Load(folder, skip: true);
        File.Delete(folder.PathOf("rose/broken.png"));
        Assert.Equal(first.Hash, Load(folder, skip: true).Hash);
    }

    [Fact]
    public void LoadOrCreate_ImageInTwoClasses_IsRefusedUnlessKept()
    {
        using var folder = ImageFolder.WithTwoClasses(10);
        File.Copy(folder.PathOf("daisy/005.png"), folder.PathOf("rose/005 (1).png"));

        var error = Fails(folder);

        Assert.Contains("1 image is in two classes, byte for byte:\n    rose/005 (1).png and daisy/005.png", error.Message.ReplaceLineEndings("\n"), StringComparison.Ordinal);
        Assert.Contains("two_labels: keep", error.Remedy, StringComparison.Ordinal);
        Assert.False(File.Exists(folder.Manifest));
        Assert.Equal(21, Load(folder, split: FirstFifth with { KeepsTwoLabels = true }) is var kept ? kept.Train.Count + kept.Valid.Count : 0);
        Assert.Contains("two classes", Fails(folder).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void LoadOrCreate_KeepSplit_GoesOnWithTheImagesThatAreStillTheSame()
    {
        using var folder = ImageFolder.WithTwoClasses(10);
        var first = Load(folder);
        File.Delete(folder.PathOf("daisy/000.png"));
        File.Copy(folder.PathOf("rose/009.png"), folder.PathOf("rose/007.png"), overwrite: true);
        folder.AddPng("daisy/new.png", 99);
        folder.AddPng("tulip/1.png", 98);
        Assert.Contains("--keep-split", Fails(folder).Remedy, StringComparison.Ordinal);

        var kept = Keep(folder);

        Assert.Equal(first.Valid.Where(image => image.Path != "daisy/000.png"), kept.Valid);
        Assert.Equal(first.Train.Where(image => image.Path != "rose/007.png"), kept.Train);
        Assert.Equal(
            ["daisy/000.png was removed", "daisy/new.png was added", "rose/007.png was changed", "tulip/1.png was added"],
            kept.Skipped.Select(image => $"{image.Path} {image.Reason[..image.Reason.IndexOf(" since", StringComparison.Ordinal)]}"));
        Assert.NotEqual(first.Hash, kept.Hash);
        // From then on the same command continues, and so does one without the option.
        Assert.Equal(kept.Hash, Keep(folder).Hash);
        Assert.Equal(kept.Hash, Load(folder).Hash);
    }

    [Fact]
    public void LoadOrCreate_KeptSplitAndAnotherChange_TellsOfThatAlone()
    {
        using var folder = ImageFolder.WithTwoClasses(10);
        Load(folder);
        File.Delete(folder.PathOf("daisy/000.png"));
        Keep(folder);
        File.Delete(folder.PathOf("daisy/005.png"));

        var message = Fails(folder).Message;

        Assert.Contains("1 missing images:", message, StringComparison.Ordinal);
        Assert.Contains("daisy/005.png", message, StringComparison.Ordinal);
        Assert.DoesNotContain("daisy/000.png", message, StringComparison.Ordinal);
    }

    [Fact]
    public void LoadOrCreate_KeptSplitAndImagesRestored_IsTheFirstAgain()
    {
        using var folder = ImageFolder.WithTwoClasses(10);
        var first = Load(folder);
        File.Move(folder.PathOf("daisy/000.png"), folder.PathOf("daisy/elsewhere.txt"));
        Keep(folder);
        File.Move(folder.PathOf("daisy/elsewhere.txt"), folder.PathOf("daisy/000.png"));
        Assert.Equal(first.Hash, Load(folder).Hash);
        Assert.Equal(first.Hash, Keep(folder).Hash);
        Assert.Equal(first.Hash, Load(folder).Hash);
    }

    [Fact]
    public void LoadOrCreate_KeptSplitWithoutAClass_NamesIt()
    {
        using var folder = ImageFolder.WithTwoClasses(10);
        Load(folder);
        var content = new[] { "rose/000.png", "rose/001.png" }.ToDictionary(path => path, path => File.ReadAllBytes(folder.PathOf(path)));
        foreach (var path in content.Keys) File.Delete(folder.PathOf(path));
        Assert.Contains("'rose'", Assert.ThrowsAny<HarnessException>(() => Keep(folder)).Message, StringComparison.Ordinal);
        // A run that was refused has decided nothing.
        foreach (var (path, bytes) in content) File.WriteAllBytes(folder.PathOf(path), bytes);
        Assert.Empty(Load(folder).Skipped);
    }

    [Fact]
    public void LoadOrCreate_KeptSplitWithAMendedAndABrokenImage_GoesOnWithoutTheOption()
    {
        using var folder = ImageFolder.WithTwoClasses(10);
        folder.Add("rose/broken.png", [1, 2, 3]);
        Load(folder, skip: true);
        folder.AddPng("rose/broken.png", 97);
        var kept = ManifestStore.LoadOrCreate(folder.Manifest, folder.Root, FirstFifth, new() { KeepSplit = true, SkipUnreadable = true });
        Assert.Equal(kept.Hash, Load(folder, skip: true).Hash);
        Assert.Equal(kept.Hash, Load(folder).Hash);
    }

    [Fact]
    public void LoadOrCreate_OtherSplitRule_OffersNoWayThatDoesNotHelp()
    {
        using var folder = ImageFolder.WithTwoClasses(10);
        Load(folder);
        Assert.DoesNotContain("--keep-split", Fails(folder, split: FirstFifth with { Fraction = 0.5 }).Remedy, StringComparison.Ordinal);
    }

    private static void Move(ImageFolder folder, string from, string to)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(folder.PathOf(to))!);
        File.Move(folder.PathOf(from), folder.PathOf(to));
    }

    private static Manifest Keep(ImageFolder folder) => ManifestStore.LoadOrCreate(folder.Manifest, folder.Root, FirstFifth, new() { KeepSplit = true });
}
