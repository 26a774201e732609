using Harness.Data;
using Harness.Data.Quality;

namespace Harness.Tests.Data.Quality;

public sealed class DataQualityTests
{
    [Fact]
    public void Of_NoCopies_SaysNothing()
    {
        var manifest = Made(train: ["a/1:1", "b/1:2"], valid: ["a/2:3", "b/2:4"]);

        Assert.Empty(DataQuality.NotesOf(manifest));
    }

    [Fact]
    public void Of_CopiesOfTrainingImages_CountsThoseThatValidate()
    {
        // Copies among the training images alone do no harm.
        var manifest = Made(train: ["a/1:1", "a/1 (1):1", "b/1:2"], valid: ["a/2:1", "a/3:1", "b/2:2", "b/3:4"]);

        Assert.Equal(
            ["3 of 4 validation images are copies of training images, byte for byte (such as 'a/2' and 'a/1'): a technique that memorizes images looks better on them than it is."],
            DataQuality.NotesOf(manifest));
    }

    [Theory]
    [InlineData(100, false)]
    [InlineData(99, true)]
    public void HasManyCopies_MoreThanOneInAHundred_AreMany(int validation, bool expected)
    {
        var manifest = Made(train: ["a/1:1", "b/1:2"], valid: [.. Enumerable.Range(1, validation).Select(image => $"a/v{image}:{(image == 1 ? "1" : $"v{image}")}")]);

        Assert.Equal(expected, DataQuality.Of(manifest, manifest).HasManyCopies);
    }

    [Fact]
    public void Of_OneCopyInTheTest_SaysSo()
    {
        var manifest = Made(train: ["a/1:1"], valid: ["a/2:2"], test: ["a/3:2", "a/4:3"]);

        Assert.Equal(["1 of 2 test images is a copy of a training or validation image, byte for byte ('a/3' and 'a/2'): on these, the test measures images that were used for training or choosing."], DataQuality.NotesOf(manifest));
    }

    [Fact]
    public void Of_TheSameImageInTwoClasses_SaysThatALabelIsWrong()
    {
        var manifest = Made(train: ["a/1:1", "b/1:1"], valid: ["a/2:2", "b/2:3"]);

        Assert.Equal(["1 image is also in another class, byte for byte ('b/1' and 'a/1'): at least one of each such pair has a wrong label."], DataQuality.NotesOf(manifest));
    }

    [Fact]
    public void Of_Target_TakesItsValidationImages()
    {
        var source = Made(train: ["a/1:1", "a/2:2", "b/1:3"], valid: ["a/3:4"]) with { Skipped = [new("a/4", "is empty")] };
        var target = Made(train: ["a/1:5"], valid: ["a/2:6", "b/2:7"]) with { Skipped = [new("a/5", "is no image")], ListingNotes = ["2 files are not read."] };

        var quality = DataQuality.Of(source, target);

        Assert.Equal([new("a", 2, 1, 0), new("b", 1, 1, 0)], quality.Classes);
        Assert.Equal(["a/4", "a/5"], quality.Skipped.Select(image => image.Path));
        Assert.Equal(["2 files are not read."], quality.Listing);
    }

    // "class/name:hash"
    private static Manifest Made(string[] train, string[] valid, string[]? test = null) => new()
    {
        Root = "/images",
        Classes = ["a", "b"],
        Train = Entries(train),
        Valid = Entries(valid),
        Test = Entries(test ?? []),
        Hash = "0",
    };

    private static List<ImageEntry> Entries(string[] images) =>
        [.. images.Select(image => image.Split(':')).Select(parts => new ImageEntry(parts[0], parts[0][0] - 'a', parts[1]))];
}
