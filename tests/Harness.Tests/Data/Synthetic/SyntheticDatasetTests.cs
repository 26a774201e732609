using Harness.Data.Splits;
using Harness.Data.Synthetic;
using Harness.Diagnostics;
using Harness.Synthetic;
using Harness.TestSupport;

namespace Harness.Tests.Data.Synthetic;

public sealed class SyntheticDatasetTests : IDisposable
{
    private static readonly SyntheticSettings Small = new() { ImagesPerClass = 6, Size = 32, Seed = 1 };

    private readonly TemporaryFolder _temporary = new();

    private string Root => _temporary["drawn"];

    public void Dispose() => _temporary.Dispose();

    [Fact]
    public void Ensure_NewFolder_HasTwoClassesOfTheSameSizeAndSaysThatItIsSynthetic()
    {
        Assert.True(SyntheticDataset.Ensure(Root, Small));

        var listing = ClassFolders.List(Root);
        Assert.Equal(["camouflage_clothes", "normal_clothes"], listing.Classes);
        Assert.All([0, 1], label => Assert.Equal(6, listing.Images.Count(image => image.ClassIndex == label)));
        Assert.Equal("camouflage_clothes/000000.jpg", listing.Images[0].Path);
        var description = File.ReadAllText(Path.Combine(Root, "dataset.json"));
        Assert.Contains("SYNTHETIC", description, StringComparison.Ordinal);
        Assert.Contains("\"seed\": 1", description, StringComparison.Ordinal);
        Assert.Equal(["drawn"], Directory.GetFileSystemEntries(_temporary.Path).Select(Path.GetFileName));
    }

    [Fact]
    public void Ensure_WholeFolder_DrawsNothing()
    {
        SyntheticDataset.Ensure(Root, Small);
        var written = File.GetLastWriteTimeUtc(FirstImage);

        Assert.False(SyntheticDataset.Ensure(Root, Small, new FailingProgress()));

        Assert.Equal(written, File.GetLastWriteTimeUtc(FirstImage));
    }

    [Fact]
    public void Draw_AnyNumberOfWorkers_GivesTheSameBytesAsEveryImageAlone()
    {
        new SyntheticDrawing(Root, Small, replaces: false, null, default).Run(workers: 1);
        new SyntheticDrawing(_temporary["again"], Small, replaces: false, null, default).Run(workers: 7);

        foreach (var (label, number, path) in SyntheticFiles.List(Small).Reverse())
        {
            var alone = SyntheticImage.DrawJpeg(label, number, Small.Size, Small.Seed);
            Assert.Equal(alone, File.ReadAllBytes(Path.Combine(Root, path)));
            Assert.Equal(alone, File.ReadAllBytes(Path.Combine(_temporary["again"], path)));
        }
        Assert.Equal(
            File.ReadAllBytes(Path.Combine(Root, "dataset.json")), File.ReadAllBytes(Path.Combine(_temporary["again"], "dataset.json")));
    }

    [Fact]
    public void Ensure_MoreImages_BeginsWithTheSameImages()
    {
        SyntheticDataset.Ensure(Root, Small);
        SyntheticDataset.Ensure(_temporary["more"], Small with { ImagesPerClass = 8 });

        Assert.All(SyntheticFiles.List(Small), image => Assert.Equal(
            File.ReadAllBytes(Path.Combine(Root, image.Path)), File.ReadAllBytes(Path.Combine(_temporary["more"], image.Path))));
    }

    [Fact]
    public void FolderName_OtherSettings_IsAnotherName()
    {
        SyntheticSettings[] settings = [Small, Small with { Size = 33 }, Small with { Seed = 2 }, Small with { ImagesPerClass = 7 }];
        Assert.Equal(4, settings.Select(SyntheticDataset.FolderName).Distinct().Count());
        Assert.Equal(SyntheticDataset.FolderName(Small), SyntheticDataset.FolderName(Small with { }));
    }

    [Fact]
    public void Ensure_FolderOfOtherSettings_SaysOfWhich()
    {
        SyntheticDataset.Ensure(Root, Small);

        var error = Assert.Throws<HarnessException>(() => SyntheticDataset.Ensure(Root, Small with { Seed = 2 }));

        Assert.Contains("holds drawn images of 6 images a class, 32 pixels, seed 1", error.Message, StringComparison.Ordinal);
        Assert.Contains("--force", error.Remedy, StringComparison.Ordinal);
    }

    [Fact]
    public void Replace_FolderOfOtherSettings_TakesItsPlace()
    {
        SyntheticDataset.Ensure(Root, Small);

        SyntheticDataset.Replace(Root, Small with { ImagesPerClass = 2 });

        SyntheticDataset.Verify(Root, Small with { ImagesPerClass = 2 });
        Assert.Equal(["drawn"], Directory.GetFileSystemEntries(_temporary.Path).Select(Path.GetFileName));
    }

    [Fact]
    public void Replace_FolderWithOtherContents_LeavesItAsItIs()
    {
        Directory.CreateDirectory(Path.Combine(Root, "normal_clothes"));
        var photograph = Path.Combine(Root, "normal_clothes", "holiday.jpg");
        File.WriteAllText(photograph, "mine");

        foreach (var draw in (Action[])[() => SyntheticDataset.Replace(Root, Small), () => SyntheticDataset.Ensure(Root, Small)])
            Assert.Contains("was not drawn by harness", Assert.Throws<HarnessException>(draw).Message, StringComparison.Ordinal);

        Assert.Equal("mine", File.ReadAllText(photograph));
    }

    [Theory]
    [InlineData("imagesTr/000001.nii.gz", "{ \"numTraining\": 1 }")]
    [InlineData("00000/img00000000.png", "{ \"labels\": [[\"00000/img00000000.png\", 6]] }")]
    [InlineData(".git/HEAD", "{ \"synthetic\": tr")]
    public void Replace_FolderOfAnotherProgramWithADescription_LeavesItAsItIs(string file, string description)
    {
        _temporary.Write(Path.Combine("drawn", "dataset.json"), description);
        _temporary.Write(Path.Combine("drawn", file), "mine");

        foreach (var draw in (Action[])[() => SyntheticDataset.Replace(Root, Small), () => SyntheticDataset.Ensure(Root, Small)])
        {
            var error = Assert.Throws<HarnessException>(draw);
            Assert.Contains($"holds '{Path.GetDirectoryName(file)}', which was not drawn by harness", error.Message, StringComparison.Ordinal);
            Assert.DoesNotContain("--force", error.Remedy, StringComparison.Ordinal);
        }

        Assert.Equal("mine", File.ReadAllText(Path.Combine(Root, file)));
    }

    [Fact]
    public void Replace_FileOfTheUserBesideDrawnImages_LeavesIt()
    {
        SyntheticDataset.Ensure(Root, Small);
        _temporary.Write(Path.Combine("drawn", ".DS_Store"), "");
        SyntheticDataset.Replace(Root, Small);
        var notes = _temporary.Write(Path.Combine("drawn", "notes.txt"), "mine");

        Assert.False(SyntheticDataset.Ensure(Root, Small));
        Assert.Contains("holds 'notes.txt'", Assert.Throws<HarnessException>(() => SyntheticDataset.Replace(Root, Small)).Message, StringComparison.Ordinal);

        Assert.Equal("mine", File.ReadAllText(notes));
    }

    [Fact]
    public void Replace_FileOfTheUserAmongDrawnImages_LeavesIt()
    {
        SyntheticDataset.Ensure(Root, Small);
        _temporary.Write(Path.Combine("drawn", "desktop.ini"), "");
        _temporary.Write(Path.Combine("drawn", "normal_clothes", "Thumbs.db"), "");
        SyntheticDataset.Replace(Root, Small);
        var photograph = _temporary.Write(Path.Combine("drawn", "normal_clothes", "me.jpg"), "mine");

        Assert.Contains("holds 'normal_clothes/me.jpg'", Assert.Throws<HarnessException>(() => SyntheticDataset.Replace(Root, Small)).Message, StringComparison.Ordinal);

        Assert.Equal("mine", File.ReadAllText(photograph));
    }

    [Fact]
    public void Ensure_FilesOfTheSystemBesideTheImages_AreNoDamage()
    {
        SyntheticDataset.Ensure(Root, Small);
        foreach (var name in (string[])[".DS_Store", "Thumbs.db", "._000000.jpg"]) _temporary.Write(Path.Combine("drawn", "normal_clothes", name), "");

        Assert.False(SyntheticDataset.Ensure(Root, Small));
    }

    [Fact]
    public void Ensure_DamagedFolderWithABlankInItsPath_NamesACommandThatFindsIt()
    {
        var folder = _temporary["drawn people"];
        SyntheticDataset.Ensure(folder, Small);
        File.Delete(Path.Combine(folder, "SHA256SUMS"));
        File.Delete(Path.Combine(folder, "normal_clothes", "000000.jpg"));

        var error = Assert.Throws<HarnessException>(() => SyntheticDataset.Ensure(folder, Small));

        Assert.Contains($"synth {ShellText.Of(folder)} --images-per-class", error.Remedy, StringComparison.Ordinal);
        Assert.NotEqual(folder, ShellText.Of(folder));
    }

    [Theory]
    [InlineData("missing", "it holds 11 images instead of 12: 'camouflage_clothes/000000.jpg' is missing")]
    [InlineData("added", "it holds 13 images instead of 12")]
    [InlineData("renamed", "'camouflage_clothes/000000.jpg' is missing")]
    [InlineData("flipped", "'camouflage_clothes/000000.jpg' is not as it was drawn")]
    [InlineData("cut", "'camouflage_clothes/000000.jpg' is not as it was drawn")]
    [InlineData("several", "'camouflage_clothes/000000.jpg' and 3 more are not as they were drawn")]
    [InlineData("list", "its images are not those that were drawn")]
    [InlineData("description", "its dataset.json cannot be read")]
    public void Ensure_DamagedFolder_SaysHow(string damage, string expected)
    {
        SyntheticDataset.Ensure(Root, Small);
        Damage(damage);

        var error = Assert.Throws<HarnessException>(() => SyntheticDataset.Ensure(Root, Small));

        Assert.Contains("damaged: " + expected, error.Message, StringComparison.Ordinal);
        Assert.Contains("delete the folder", error.Remedy, StringComparison.Ordinal);
        Assert.Contains($"synth {Root} --images-per-class 6 --size 32 --seed 1 --force", error.Remedy, StringComparison.Ordinal);
        if (damage is "added" or "renamed")
        {
            // A file that was not drawn may be somebody's own.
            Assert.Contains("which was not drawn by harness", Assert.Throws<HarnessException>(() => SyntheticDataset.Replace(Root, Small)).Message, StringComparison.Ordinal);
            return;
        }
        SyntheticDataset.Replace(Root, Small);
        SyntheticDataset.Verify(Root, Small);
    }

    [Fact]
    public void Ensure_FolderWithoutDescription_IsNotTakenForWhole()
    {
        SyntheticDataset.Ensure(Root, Small);
        File.Delete(Path.Combine(Root, "dataset.json"));

        Assert.Throws<HarnessException>(() => SyntheticDataset.Ensure(Root, Small));
    }

    [Fact]
    public void Ensure_DiskFull_LeavesNothingAndSaysWhatToDo()
    {
        var error = Assert.Throws<HarnessException>(() => SyntheticDataset.Ensure(Root, Small, new FailingProgress()));

        Assert.Contains("No space left on device", error.Message, StringComparison.Ordinal);
        Assert.Contains("Free some disk space", error.Remedy, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFileSystemEntries(_temporary.Path));
    }

    [Fact]
    public void Replace_DiskFull_KeepsTheOldImages()
    {
        SyntheticDataset.Ensure(Root, Small);

        Assert.Throws<HarnessException>(() => SyntheticDataset.Replace(Root, Small with { Seed = 9 }, new FailingProgress()));

        SyntheticDataset.Verify(Root, Small);
    }

    [Fact]
    public void Ensure_PlaceThatCannotBeAFolder_IsAnErrorForTheUser()
    {
        var file = _temporary.Write("file", [1]);

        var error = Assert.Throws<HarnessException>(() => SyntheticDataset.Ensure(file, Small));
        Assert.Contains("is a file, not a folder", error.Message, StringComparison.Ordinal);
        Assert.Throws<HarnessException>(() => SyntheticDataset.Ensure(Path.Combine(file, "below"), Small));
    }

    [Fact]
    public void Ensure_Canceled_LeavesNothing()
    {
        using var source = new CancellationTokenSource();
        var progress = new CancellingProgress(source);

        Assert.ThrowsAny<OperationCanceledException>(
            () => SyntheticDataset.Ensure(Root, Small with { ImagesPerClass = 500 }, progress, source.Token));

        Assert.Empty(Directory.GetFileSystemEntries(_temporary.Path));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Ensure_LeftoverOfAKilledRun_IsRemoved(bool isDrawnAlready)
    {
        if (isDrawnAlready) SyntheticDataset.Ensure(Root, Small);
        var images = Directory.CreateDirectory(_temporary["drawn.0123.unfinished", "normal_clothes"]);
        foreach (var folder in (DirectoryInfo[])[images, images.Parent!]) folder.LastWriteTimeUtc = DateTime.UtcNow.AddDays(-2);

        SyntheticDataset.Ensure(Root, Small);

        Assert.Equal(["drawn"], Directory.GetFileSystemEntries(_temporary.Path).Select(Path.GetFileName));
    }

    [Fact]
    public void Ensure_FolderInWhichSomebodyDraws_IsLeftAlone()
    {
        // No process of this machine has this number: Linux counts to 2^22 at most.
        var others = Directory.CreateDirectory(_temporary["drawn.99999999.unfinished", "normal_clothes"]);
        others.Parent!.LastWriteTimeUtc = DateTime.UtcNow.AddDays(-2);

        SyntheticDataset.Ensure(Root, Small);

        Assert.True(Directory.Exists(others.FullName));
    }

    [Fact]
    public void Ensure_AnotherProcessIsFaster_LeavesItsImagesAndDropsTheOwn()
    {
        var faster = new OnceProgress(() =>
        {
            Assert.True(SyntheticDataset.Ensure(Root, Small));
            File.SetLastWriteTimeUtc(FirstImage, new DateTime(2001, 2, 3, 0, 0, 0, DateTimeKind.Utc));
        });

        Assert.False(SyntheticDataset.Ensure(Root, Small, faster));

        Assert.Equal(2001, File.GetLastWriteTimeUtc(FirstImage).Year);
        Assert.Equal(["drawn"], Directory.GetFileSystemEntries(_temporary.Path).Select(Path.GetFileName));
    }

    [Fact]
    public void Ensure_SomethingElseTakesThePlaceMeanwhile_SaysSoAndLeavesIt()
    {
        var other = new OnceProgress(() => _temporary.Write(Path.Combine("drawn", "holiday.txt"), "mine"));

        var error = Assert.Throws<HarnessException>(() => SyntheticDataset.Ensure(Root, Small, other));

        Assert.Contains("was not drawn by harness", error.Message, StringComparison.Ordinal);
        Assert.Equal("mine", File.ReadAllText(Path.Combine(Root, "holiday.txt")));
    }

    [Fact]
    public void Ensure_EmptyFolder_IsFilled()
    {
        Directory.CreateDirectory(Root);

        Assert.True(SyntheticDataset.Ensure(Root, Small));

        SyntheticDataset.Verify(Root, Small);
    }

    [Theory]
    [InlineData(0, 32)]
    [InlineData(5, 31)]
    [InlineData(5, 513)]
    public void Ensure_SettingsOutOfRange_AreRefused(int count, int size) => Assert.Throws<HarnessException>(
        () => SyntheticDataset.Ensure(Root, Small with { ImagesPerClass = count, Size = size }));

    private string FirstImage => Path.Combine(Root, "camouflage_clothes", "000000.jpg");

    private void Damage(string how)
    {
        var bytes = File.ReadAllBytes(FirstImage);
        switch (how)
        {
            case "missing": File.Delete(FirstImage); break;
            case "added": File.WriteAllBytes(FirstImage + ".jpg", bytes); break;
            case "renamed": File.Move(FirstImage, FirstImage + ".jpg"); break;
            case "cut": File.WriteAllBytes(FirstImage, bytes[..^20]); break;
            case "several":
                foreach (var number in Enumerable.Range(0, 4)) File.WriteAllBytes(FirstImage.Replace("000000", $"00000{number}"), [1]);
                break;
            case "list":
                File.WriteAllBytes(FirstImage, bytes[..^20]);
                File.AppendAllText(Path.Combine(Root, "SHA256SUMS"), "\n");
                break;
            case "description": File.WriteAllText(Path.Combine(Root, "dataset.json"), "{ \"synthetic\": tr"); break;
            default:
                bytes[bytes.Length / 2] ^= 1;
                File.WriteAllBytes(FirstImage, bytes);
                break;
        }
    }

    /// <summary>Stands in for a disk that is full after the first image.</summary>
    private sealed class FailingProgress : IProgress<(int Done, int Total)>
    {
        public void Report((int Done, int Total) value) => throw new IOException("No space left on device");
    }

    /// <summary>Does something while the images are being drawn.</summary>
    private sealed class OnceProgress(Action action) : IProgress<(int Done, int Total)>
    {
        private int _reports;

        public void Report((int Done, int Total) value)
        {
            if (Interlocked.Increment(ref _reports) == 1) action();
        }
    }

    private sealed class CancellingProgress(CancellationTokenSource source) : IProgress<(int Done, int Total)>
    {
        public void Report((int Done, int Total) value) => source.Cancel();
    }
}
