using Harness.Data.Images;
using Harness.Data.Labels;
using Harness.TestSupport;

namespace Harness.Tests.Data.Labels;

public sealed class MeasuredLabelsTests
{
    [Theory]
    [InlineData(200, 20, 20, "red", "dim")]
    [InlineData(220, 40, 160, "red", "dim")]
    [InlineData(250, 210, 20, "yellow", "bright")]
    [InlineData(40, 160, 60, "green", "dim")]
    [InlineData(40, 60, 200, "blue", "dim")]
    [InlineData(230, 225, 220, "pale", "bright")]
    [InlineData(30, 20, 10, "dark", "dim")]
    public void Of_OneColor_IsThatColor(byte red, byte green, byte blue, string color, string brightness)
    {
        using var image = RgbImage.Rent(8, 8);
        // The border, which is not looked at, is green.
        for (var pixel = 0; pixel < 64; pixel++)
        {
            var isInner = pixel % 8 is >= 2 and < 6 && pixel / 8 is >= 2 and < 6;
            (isInner ? [red, green, blue] : new byte[] { 0, 255, 0 }).CopyTo(image.Pixels[(3 * pixel)..]);
        }

        Assert.Equal((color, brightness), MeasuredLabels.Of(image));
    }

    [Fact]
    public void Write_Folder_HasARowForEveryImage()
    {
        using var folder = new TemporaryFolder();
        TinySuite.Write(folder, TestImages.SaveJpeg);

        var count = MeasuredLabels.Write(folder["images"], folder["labels.csv"]);

        var lines = File.ReadAllLines(folder["labels.csv"]);
        Assert.Equal(3 * TinySuite.ImagesPerClass, count);
        Assert.Equal(count + 1, lines.Length);
        Assert.Equal("image,color,brightness", lines[0]);
        Assert.StartsWith("checks/00.jpg,", lines[1], StringComparison.Ordinal);
    }
}
