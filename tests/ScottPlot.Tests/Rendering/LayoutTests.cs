namespace ScottPlot.Tests.Rendering;

public class LayoutTests
{
    public static TheoryData<string> Names => [.. SamplePlots.All.Select(sample => sample.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Render_LongLabels_LeavesTheBorderOfTheFigureEmpty(string name)
    {
        using Plot plot = SamplePlots.All.Single(sample => sample.Name == name).Create();

        PngImage image = PngImage.Render(plot, 800, 500);
        Assert.All(image.Border(), color => Assert.Equal(Colors.White, color));
    }

    [Fact]
    public void ScaleFactor_Two_DrawsEverythingTwiceAsLarge()
    {
        PngImage small = RenderFrame(1, 300, 200);
        PngImage large = RenderFrame(2, 600, 400);
        (int X, int Y)[] smallData = [.. small.Positions(Colors.Yellow)];
        (int X, int Y)[] largeData = [.. large.Positions(Colors.Yellow)];

        Assert.InRange(largeData.Min(p => p.X), 2 * smallData.Min(p => p.X) - 2, 2 * smallData.Min(p => p.X) + 2);
        Assert.InRange(largeData.Max(p => p.Y), 2 * smallData.Max(p => p.Y) - 2, 2 * smallData.Max(p => p.Y) + 2);
    }

    [Fact]
    public void LayoutFixed_Padding_IsTheSpaceAroundTheData()
    {
        Plot plot = new();
        plot.DataBackground.Color = Colors.Yellow;
        plot.HideGrid();
        plot.Layout.Fixed(new PixelPadding(60, 50, 40, 30));
        (int X, int Y)[] data = [.. PngImage.Render(plot, 400, 300).Positions(Colors.Yellow)];

        // The frame covers the first column and row of the data's pixels.
        Assert.Equal((61, 349, 31, 259), (data.Min(p => p.X), data.Max(p => p.X), data.Min(p => p.Y), data.Max(p => p.Y)));
    }

    [Fact]
    public void Render_TinyFigure_DoesNotFail()
    {
        using Plot plot = SamplePlots.Lines();

        Assert.Equal((20, 10), (PngImage.Render(plot, 20, 10).Width, PngImage.Render(plot, 20, 10).Height));
    }

    [Fact]
    public void Backgrounds_Colours_FillFigureAndData()
    {
        Plot plot = new();
        plot.FigureBackground.Color = Colors.Navy;
        plot.DataBackground.Color = Colors.Yellow;
        plot.HideGrid();
        PngImage image = PngImage.Render(plot);

        Assert.Equal((Colors.Navy, Colors.Yellow), (image[2, 2], image[200, 150]));
    }

    [Fact]
    public void Backgrounds_HalfTransparent_KeepColourAndAlpha()
    {
        Plot plot = new();
        plot.FigureBackground.Color = Colors.Red.WithAlpha(128);
        plot.DataBackground.Color = Colors.Transparent;
        plot.HideGrid();
        PngImage image = PngImage.Render(plot);

        Assert.Equal(new Color(255, 0, 0, 128), image[2, 2]);
        Assert.Equal(new Color(255, 0, 0, 128), image[200, 150]);
    }

    private static PngImage RenderFrame(double scale, int width, int height)
    {
        Plot plot = new() { ScaleFactor = scale };
        plot.DataBackground.Color = Colors.Yellow;
        plot.HideGrid();
        return PngImage.Render(plot, width, height);
    }
}
