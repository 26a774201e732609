namespace ScottPlot.Tests.Multiplots;

public class MultiplotTests
{
    [Fact]
    public void AddPlots_Total_CountsTheFirstPlot()
    {
        Multiplot multiplot = new();
        multiplot.AddPlots(4);
        Assert.Equal(4, multiplot.Subplots.Count);
        multiplot.AddPlots(2);

        Assert.Equal(2, multiplot.GetPlots().Length);
    }

    [Fact]
    public void SavePng_Grid_PutsEveryPlotIntoItsCell()
    {
        Color[] colors = [Colors.Red, Colors.Lime, Colors.Blue, Colors.Orange];
        Multiplot multiplot = new() { Layout = new MultiplotLayouts.Grid(2, 2) };
        multiplot.AddPlots(4);
        for (int i = 0; i < 4; i++)
        {
            multiplot.GetPlot(i).DataBackground.Color = colors[i];
            multiplot.GetPlot(i).HideGrid();
        }

        string path = Path.Combine(Path.GetTempPath(), $"multiplot-{Guid.NewGuid():N}.png");
        multiplot.SavePng(path, 401, 300);
        PngImage image = PngImage.Decode(File.ReadAllBytes(path));
        File.Delete(path);

        Assert.Equal((401, 300), (image.Width, image.Height));
        Assert.Equal(colors, [image[110, 70], image[310, 70], image[110, 220], image[310, 220]]);
        Assert.Equal(Colors.White, image[200, 150]);
    }

    [Fact]
    public void ShareX_LimitsSet_GivesThemToAll()
    {
        Multiplot multiplot = new();
        multiplot.AddPlots(2);
        multiplot.GetPlot(0).Axes.SetLimits(5, 6, 7, 8);
        multiplot.SharedAxes.ShareX(multiplot.GetPlots());
        multiplot.Render(200, 200).Dispose();

        Assert.Equal((5, 6), (multiplot.GetPlot(1).Axes.Bottom.Min, multiplot.GetPlot(1).Axes.Bottom.Max));
        Assert.Equal(-10, multiplot.GetPlot(1).Axes.Left.Min);
    }
}
