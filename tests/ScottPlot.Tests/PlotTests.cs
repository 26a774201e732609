using System.Buffers.Binary;
using System.Text;

namespace ScottPlot.Tests;

public class PlotTests
{
    [Fact]
    public void SavePng_File_HasTheSizeAskedFor()
    {
        string path = TemporaryFile(".png");
        SavedImageInfo info = SamplePlots.Boxes().SavePng(path, 321, 123);
        PngImage image = PngImage.Decode(File.ReadAllBytes(path));
        File.Delete(path);

        Assert.Equal((321, 123), (image.Width, image.Height));
        Assert.Equal(Path.GetFullPath(path), info.Path);
        Assert.True(info.FileSize > 1000);
    }

    [Theory]
    [InlineData(".png", "PNG", 1)]
    [InlineData(".svg", "<?xml", 0)]
    [InlineData(".bmp", "BM", 0)]
    public void Save_Extension_ChoosesTheFormat(string extension, string mark, int offset)
    {
        string path = TemporaryFile(extension);
        SavedImageInfo info = SamplePlots.Boxes().Save(path, 200, 100);
        byte[] bytes = File.ReadAllBytes(path);
        File.Delete(path);

        Assert.Equal(bytes.Length, info.FileSize);
        Assert.StartsWith(mark, Encoding.UTF8.GetString(bytes, offset, 10));
    }

    [Fact]
    public void GetImageBytes_Bmp_HasThePixelsOfThePng()
    {
        using Plot plot = SamplePlots.Boxes();
        PngImage png = PngImage.Render(plot, 201, 100);
        byte[] bmp = plot.GetImageBytes(201, 100);
        int data = BinaryPrimitives.ReadInt32LittleEndian(bmp.AsSpan(10));
        int stride = (201 * 3 + 3) / 4 * 4;

        Assert.Equal((201, 100), (BinaryPrimitives.ReadInt32LittleEndian(bmp.AsSpan(18)), BinaryPrimitives.ReadInt32LittleEndian(bmp.AsSpan(22))));
        foreach ((int x, int y) in new[] { (0, 0), (60, 50), (100, 60), (150, 70) })
        {
            int index = data + (99 - y) * stride + 3 * x;
            Assert.Equal(png[x, y], new Color(bmp[index + 2], bmp[index + 1], bmp[index]));
        }
    }

    [Fact]
    public void SavePng_MissingFolder_ThrowsTheUsualException() =>
        Assert.Throws<DirectoryNotFoundException>(() => new Plot().SavePng(Path.Combine(TemporaryFile(""), "chart.png"), 100, 100));

    [Fact]
    public void SaveSvg_PathIsAFolder_ThrowsTheUsualException() =>
        Assert.Throws<UnauthorizedAccessException>(() => new Plot().SaveSvg(Path.GetTempPath(), 100, 100));

    [Theory]
    [InlineData(0, 100)]
    [InlineData(100, -1)]
    public void GetImage_NoPixels_Throws(int width, int height) =>
        Assert.Throws<ArgumentException>(() => new Plot().GetImage(width, height));

    [Fact]
    public void Save_UnknownExtension_Throws() =>
        Assert.Throws<ArgumentException>(() => new Plot().Save("chart.docx", 100, 100));

    [Fact]
    public void Title_TextAndSize_AreSetAndCanBeHidden()
    {
        Plot plot = new();
        plot.Title("text", 22);
        plot.Title(size: 23);
        Assert.Equal(("text", 23, true), (plot.Axes.Title.Label.Text, plot.Axes.Title.Label.FontSize, plot.Axes.Title.IsVisible));
        plot.Title(false);

        Assert.False(plot.Axes.Title.IsVisible);
    }

    [Fact]
    public void Remove_ByTypeAndPredicate_RemovesThose()
    {
        Plot plot = new();
        var scatter = plot.Add.Scatter(1.0, 1.0);
        var first = plot.Add.Text("a", 0, 0);
        plot.Add.Text("b", 0, 0);
        plot.Remove<ScottPlot.Plottables.Text>(text => text.LabelText == "b");
        Assert.Equal([scatter, first], plot.GetPlottables());
        plot.Remove<ScottPlot.Plottables.Text>();
        Assert.Equal([scatter], plot.GetPlottables());
        plot.Remove(scatter);

        Assert.Empty(plot.PlottableList);
    }

    [Fact]
    public void SetStyle_OtherPlot_CopiesItsColours()
    {
        Plot source = new();
        source.FigureBackground.Color = Colors.Navy;
        source.Axes.Color(Colors.Red);
        source.Add.Palette = new Palettes.ColorblindFriendly();
        Plot target = new();
        target.SetStyle(source);

        Assert.Equal((Colors.Navy, Colors.Red), (target.FigureBackground.Color, target.Axes.Left.TickLabelStyle.ForeColor));
        Assert.IsType<Palettes.ColorblindFriendly>(target.Add.Palette);
    }

    [Fact]
    public void ListOfPoints_ChangedAfterAdding_ShowsTheChange()
    {
        Plot plot = new();
        List<Coordinates> points = [new(0, 0), new(1, 1)];
        plot.Add.Scatter(points);
        points.Add(new Coordinates(9, 9));
        plot.Axes.TightMargins();

        Assert.Equal(9, plot.Axes.GetLimits().Right);
    }

    private static string TemporaryFile(string extension) => Path.Combine(Path.GetTempPath(), $"chart-{Guid.NewGuid():N}{extension}");
}
