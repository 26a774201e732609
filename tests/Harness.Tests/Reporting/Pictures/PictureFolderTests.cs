using Harness.Reporting;
using Harness.Running.Collecting;
using Harness.TestSupport;
using SkiaSharp;

namespace Harness.Tests.Reporting.Pictures;

public sealed class PictureFolderTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Write_Samples_ShowsThemAndWhatATechniqueSaysOfThem()
    {
        ReportWriter.Write(Result(), _folder.Path);

        using var images = SKBitmap.Decode(_folder["pictures/images.jpg"]);
        using var predictions = SKBitmap.Decode(_folder["pictures/predictions/a.jpg"]);
        Assert.Equal((images.Width, images.Height), (predictions.Width, predictions.Height));
        // The first photograph is blue; its prediction is right, that of the second is wrong.
        Assert.True(IsBlue(predictions.GetPixel(12 + 80, 44 + 80)));
        Assert.False(HasRed(predictions, left: 12));
        Assert.True(HasRed(predictions, left: 12 + 172));
        Assert.False(HasRed(images, left: 12 + 172));
        using var transformed = SKBitmap.Decode(_folder["pictures/transformed.jpg"]);
        Assert.Equal((images.Width, images.Height), (transformed.Width, transformed.Height));
        Assert.True(IsBlue(transformed.GetPixel(12 + 80, 44 + 20)));
        Assert.False(IsBlue(images.GetPixel(12 + 80, 44 + 20)));
        Assert.Contains("![Some training images with their classes](pictures/images.jpg)", File.ReadAllText(_folder["comparison.md"]));
        Assert.Contains("[predictions](pictures/predictions/a.jpg)", File.ReadAllText(_folder["comparison.md"]));
    }

    [Fact]
    public void Write_ImageThatIsGone_ShowsTheOthers()
    {
        var result = Result();
        File.Delete(result.Samples!.Valid[0].File);

        ReportWriter.Write(result, _folder.Path);

        using var predictions = SKBitmap.Decode(_folder["pictures/predictions/a.jpg"]);
        Assert.False(IsBlue(predictions.GetPixel(12 + 80, 44 + 80)));
        Assert.True(IsBlue(predictions.GetPixel(12 + 172 + 80, 44 + 80)));
    }

    [Fact]
    public void Write_TechniqueThatIsNoLongerThere_LosesItsPicture()
    {
        ReportWriter.Write(Result(), _folder.Path);
        File.WriteAllText(_folder["pictures/predictions/Mine.jpg"], "not of a report");

        ReportWriter.Write(Result() with { Techniques = [] }, _folder.Path);

        Assert.Equal(["Mine.jpg"], Directory.GetFiles(_folder["pictures/predictions"]).Select(Path.GetFileName));
    }

    [Fact]
    public void SampleImages_ManyImages_AreOfAllClassesAndSpreadOverTheList()
    {
        var train = Enumerable.Range(0, 100).Select(index => new Harness.Data.ImageEntry($"{index}.jpg", index < 97 ? 0 : index - 96, "")).ToList();

        var samples = SampleImages.Of("root", train, [.. Enumerable.Range(0, train.Count)], "valid", train);

        Assert.Equal([0, 1, 2, 3], samples.Train.Select(image => image.ClassIndex).Distinct());
        Assert.Equal(6, samples.Train.Count(image => image.ClassIndex == 0));
        Assert.Equal(SampleImages.Maximum, samples.Valid.Count);
        Assert.All(samples.Train, image => Assert.Equal(Path.Combine("root", $"{image.Index}.jpg"), image.File));
        Assert.Equal(0, samples.Valid[0].Index);
        Assert.Equal(Path.Combine("valid", "95.jpg"), samples.Valid[^1].File);
        Assert.Equal(samples.Valid.Select(image => image.Index).Order(), samples.Valid.Select(image => image.Index));
    }

    private SuiteResult Result()
    {
        var files = new[] { "1.jpg", "2.jpg" }.Select(SaveBlue).ToList();
        var images = files.Select((file, index) => new SampleImage(file, ClassIndex: 0, index)).ToList();
        // Of class 0 both; predicted are 0 and 1.
        return MadeUpResults.OneTechnique(0.5) with { Samples = new(images, images, _folder.Path) };
    }

    private string SaveBlue(string name)
    {
        var pixels = new byte[300 * 200 * 3];
        for (var pixel = 0; pixel < 300 * 200; pixel++) pixels[(pixel * 3) + 2] = 255;
        TestImages.SaveJpeg(pixels, 300, 200, _folder[name]);
        return _folder[name];
    }

    private static bool IsBlue(SKColor color) => color is { Red: < 40, Green: < 40, Blue: > 200 };

    // In the caption of a cell of the first row.
    private static bool HasRed(SKBitmap sheet, int left) => Enumerable.Range(left, 160).Any(x =>
        Enumerable.Range(44 + 160, 20).Any(y => sheet.GetPixel(x, y) is { Red: > 150, Green: < 90, Blue: < 90 }));
}
