namespace ScottPlot.Tests.Legends;

public class LegendTests
{
    [Fact]
    public void GetItems_SeriesWithAndWithoutText_ListsTheNamedOnesInOrder()
    {
        Plot plot = new();
        plot.Add.Scatter(1.0, 1.0).LegendText = "first";
        plot.Add.Scatter(2.0, 2.0);
        plot.Add.Bars(new double[] { 1 }).LegendText = "second";
        plot.Add.HorizontalLine(1).LegendText = "third";
        plot.Legend.ManualItems.Add(new LegendItem { LabelText = "manual", FillColor = Colors.Red });

        Assert.Equal(["first", "second", "third", "manual"], plot.Legend.GetItems().Select(item => item.LabelText));
    }

    [Fact]
    public void GetItems_HiddenOrExcluded_LeavesThemOut()
    {
        Plot plot = new();
        var hidden = plot.Add.Scatter(1.0, 1.0);
        hidden.LegendText = "hidden";
        hidden.IsVisible = false;
        var line = plot.Add.VerticalLine(1);
        line.LegendText = "excluded";
        line.ExcludeFromLegend = true;

        Assert.Empty(plot.Legend.GetItems());
    }

    [Fact]
    public void GetItems_Scatter_CarriesItsColoursAndMarkers()
    {
        Plot plot = new();
        var scatter = plot.Add.Scatter(1.0, 1.0);
        scatter.LegendText = "series";
        scatter.MarkerShape = MarkerShape.OpenSquare;
        scatter.LinePattern = LinePattern.Dotted;
        LegendItem item = Assert.Single(plot.Legend.GetItems());

        Assert.Equal(Colors.C0, item.LineColor);
        Assert.Equal(MarkerShape.OpenSquare, item.MarkerShape);
        Assert.Equal("Dotted", item.LinePattern.Name);
    }

    [Fact]
    public void GetItems_FontSet_AppliesToAll()
    {
        Plot plot = new();
        plot.Add.Scatter(1.0, 1.0).LegendText = "series";
        plot.Legend.FontSize = 20;
        plot.Legend.FontColor = Colors.Red;
        LegendItem item = Assert.Single(plot.Legend.GetItems());

        Assert.Equal((20, Colors.Red), (item.LabelFontSize, item.LabelFontColor));
    }

    [Theory]
    [InlineData(Alignment.UpperLeft, true, true)]
    [InlineData(Alignment.LowerRight, false, false)]
    public void Render_Alignment_PutsItIntoThatCorner(Alignment alignment, bool left, bool upper)
    {
        Plot plot = new();
        plot.Add.Scatter(new double[] { 0, 1 }, new double[] { 0, 1 }).IsVisible = false;
        plot.ShowLegend([new LegendItem { LabelText = "x", FillColor = Colors.Magenta }], alignment);
        PngImage image = PngImage.Render(plot);

        (int X, int Y)[] swatch = [.. image.Positions(Colors.Magenta)];
        Assert.NotEmpty(swatch);
        Assert.Equal(left, swatch.Average(pixel => pixel.X) < 200);
        Assert.Equal(upper, swatch.Average(pixel => pixel.Y) < 150);
    }

    [Theory]
    [InlineData(Edge.Right)]
    [InlineData(Edge.Left)]
    [InlineData(Edge.Bottom)]
    [InlineData(Edge.Top)]
    public void ShowLegend_Edge_TakesSpaceFromTheDataAndCoversNone(Edge edge)
    {
        Plot plot = new();
        plot.DataBackground.Color = Colors.Yellow;
        plot.Add.Scatter(new double[] { 0, 1 }, new double[] { 0, 1 });
        plot.HideGrid();
        (int Left, int Top, int Right, int Bottom) before = Bounds(PngImage.Render(plot, 600, 400), Colors.Yellow);
        plot.Legend.ManualItems.Add(new LegendItem { LabelText = "a rather long name", FillColor = Colors.Magenta });
        plot.ShowLegend(edge);
        PngImage image = PngImage.Render(plot, 600, 400);
        (int Left, int Top, int Right, int Bottom) after = Bounds(image, Colors.Yellow);
        (int Left, int Top, int Right, int Bottom) swatch = Bounds(image, Colors.Magenta);

        (bool outside, bool shrunk) = edge switch
        {
            Edge.Right => (swatch.Left > after.Right, after.Right < before.Right - 50),
            Edge.Left => (swatch.Right < after.Left, after.Left > before.Left + 50),
            Edge.Bottom => (swatch.Top > after.Bottom, after.Bottom < before.Bottom - 20),
            _ => (swatch.Bottom < after.Top, after.Top > before.Top + 20),
        };
        Assert.True(outside && shrunk, $"before {before}, after {after}, swatch {swatch}");
    }

    private static (int Left, int Top, int Right, int Bottom) Bounds(PngImage image, Color color)
    {
        (int X, int Y)[] pixels = [.. image.Positions(color)];
        return (pixels.Min(p => p.X), pixels.Min(p => p.Y), pixels.Max(p => p.X), pixels.Max(p => p.Y));
    }
}
