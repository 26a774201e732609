namespace ScottPlot.Tests.Plottables;

/// <summary>Where the pixels of plottables lie, in plots without margins whose middle is the middle of the data.</summary>
public class PixelTests
{
    [Fact]
    public void Scatter_ThickLine_HasTheSeriesColourAtItsPoints()
    {
        Plot plot = Framed();
        plot.Add.ScatterLine(new double[] { 0, 1 }, new double[] { .5, .5 }, Colors.Red).LineWidth = 9;

        PngImage image = PngImage.Render(plot);
        Assert.Equal(Colors.Red, image[200, 150]);
        Assert.Equal(Colors.Red, image[10, 150]);
        Assert.Equal(Colors.White, image[200, 100]);
    }

    [Fact]
    public void Scatter_MissingValue_InterruptsTheLine()
    {
        Plot plot = Framed();
        double[] xs = [0, .4, .5, .6, 1];
        plot.Add.ScatterLine(xs, [.5, .5, double.NaN, .5, .5], Colors.Red).LineWidth = 9;

        PngImage image = PngImage.Render(plot);
        Assert.Equal(Colors.White, image[200, 150]);
        Assert.Equal(Colors.Red, image[100, 150]);
        Assert.Equal(Colors.Red, image[300, 150]);
    }

    [Fact]
    public void FillY_Band_IsFilledBetweenTheCurves()
    {
        Plot plot = Framed();
        var band = plot.Add.FillY([0, 1], [.25, .25], [.75, .75]);
        band.FillColor = Colors.Lime;
        band.LineWidth = 0;

        PngImage image = PngImage.Render(plot);
        Assert.Equal(Colors.Lime, image[200, 150]);
        Assert.Equal(Colors.White, image[200, 40]);
        Assert.Equal(Colors.White, image[200, 260]);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Bars_BothOrientations_ReachTheirValues(bool horizontal)
    {
        Plot plot = Framed();
        var bars = plot.Add.Bar(new Bar { Position = .5, Value = .5, Size = .2, LineWidth = 0 });
        bars.Color = Colors.Blue;
        bars.Horizontal = horizontal;

        PngImage image = PngImage.Render(plot);
        Assert.Equal(Colors.Blue, horizontal ? image[100, 150] : image[200, 250]);
        Assert.Equal(Colors.White, horizontal ? image[300, 150] : image[200, 50]);
    }

    [Fact]
    public void HorizontalLine_Dashed_IsColouredAndInterrupted()
    {
        Plot plot = Framed();
        plot.Add.HorizontalLine(.5, 4, Colors.Red, LinePattern.Dashed);

        PngImage image = PngImage.Render(plot);
        Color[] row = [.. Enumerable.Range(0, 400).Select(x => image[x, 150])];
        Assert.InRange(row.Count(color => color == Colors.Red), 150, 250);
        Assert.InRange(row.Count(color => color == Colors.White), 150, 250);
    }

    [Fact]
    public void Heatmap_FirstRow_IsAtTheTop()
    {
        Plot plot = Framed();
        var heatmap = plot.Add.Heatmap(new double[,] { { 0, 0 }, { 1, double.NaN } });
        heatmap.Colormap = new Colormaps.Grayscale();
        heatmap.NaNCellColor = Colors.Red;
        plot.Axes.TightMargins();

        PngImage image = PngImage.Render(plot);
        Assert.Equal(Colors.Black, image[100, 75]);
        Assert.Equal(Colors.White, image[100, 225]);
        Assert.Equal(Colors.Red, image[300, 225]);
    }

    [Fact]
    public void Heatmap_AxisInverted_TurnsTheTable()
    {
        Plot plot = Framed();
        plot.Add.Heatmap(new double[,] { { 0 }, { 1 } }).Colormap = new Colormaps.Grayscale();
        plot.Axes.TightMargins();
        plot.Axes.InvertY();

        PngImage image = PngImage.Render(plot);
        Assert.Equal((Colors.White, Colors.Black), (image[200, 75], image[200, 225]));
    }

    [Fact]
    public void HeatmapRange_Manual_ReplacesThatOfTheData()
    {
        Plot plot = new();
        var heatmap = plot.Add.Heatmap(new double[,] { { 2, double.NaN, 7 } });
        Assert.Equal((2, 7), (heatmap.GetRange().Min, heatmap.GetRange().Max));
        heatmap.ManualRange = new ScottPlot.Range(0, 10);

        Assert.Equal((0, 10), (heatmap.GetRange().Min, heatmap.GetRange().Max));
    }

    [Theory]
    [InlineData(MarkerShape.FilledCircle, true)]
    [InlineData(MarkerShape.FilledSquare, true)]
    [InlineData(MarkerShape.FilledDiamond, true)]
    [InlineData(MarkerShape.FilledTriangleUp, true)]
    [InlineData(MarkerShape.OpenCircle, false)]
    [InlineData(MarkerShape.OpenSquare, false)]
    public void Marker_FilledAndOpen_DifferInTheMiddle(MarkerShape shape, bool filled)
    {
        Plot plot = Framed();
        plot.Add.Marker(.5, .5, shape, 60, Colors.Red).MarkerLineWidth = 5;

        PngImage image = PngImage.Render(plot);
        Assert.Equal(filled ? Colors.Red : Colors.White, image[200, 150]);
        Assert.True(image.Count(Colors.Red) > 100);
    }

    [Fact]
    public void EveryMarkerShape_Drawn_LeavesPixels()
    {
        foreach (MarkerShape shape in Enum.GetValues<MarkerShape>().Where(shape => shape != MarkerShape.None))
        {
            Plot plot = Framed();
            plot.Add.Marker(.5, .5, shape, 40, Colors.Red).MarkerLineWidth = 5;
            Assert.True(PngImage.Render(plot).Count(Colors.Red) > 20, shape.ToString());
        }
    }

    [Fact]
    public void Box_Middle_HasTheFillColour()
    {
        Plot plot = Framed();
        plot.Add.Box(new Box { Position = .5, BoxMin = .2, BoxMax = .8, BoxMiddle = .3 }).FillColor = Colors.Orange;

        Assert.Equal(Colors.Orange, PngImage.Render(plot)[200, 120]);
    }

    [Fact]
    public void Spans_Both_CrossTheWholeData()
    {
        Plot plot = Framed();
        plot.Add.HorizontalSpan(.4, .6, Colors.Red);
        plot.Add.VerticalSpan(.8, .9, Colors.Blue);

        PngImage image = PngImage.Render(plot);
        Assert.Equal((Colors.Red, Colors.Red), (image[200, 5], image[200, 295]));
        Assert.Equal((Colors.Blue, Colors.Blue), (image[5, 45], image[395, 45]));
    }

    [Fact]
    public void Text_AtAPoint_IsDrawnThere()
    {
        Plot plot = Framed();
        var text = plot.Add.Text("████", .5, .5);
        text.LabelFontColor = Colors.Red;
        text.LabelFontSize = 40;
        text.Alignment = Alignment.MiddleCenter;

        (int X, int Y)[] pixels = [.. PngImage.Render(plot).Positions(Colors.Red)];
        Assert.InRange(pixels.Average(pixel => pixel.X), 195, 205);
        Assert.InRange(pixels.Average(pixel => pixel.Y), 140, 160);
    }

    [Fact]
    public void Annotation_LowerRight_HasItsBackgroundThere()
    {
        Plot plot = Framed();
        plot.Add.Annotation("note", Alignment.LowerRight).LabelBackgroundColor = Colors.Yellow;

        (int X, int Y)[] pixels = [.. PngImage.Render(plot).Positions(Colors.Yellow)];
        Assert.NotEmpty(pixels);
        Assert.All(pixels, pixel => Assert.True(pixel is { X: > 300, Y: > 250 }));
    }

    [Fact]
    public void Plottable_Invisible_IsNotDrawn()
    {
        Plot plot = Framed();
        plot.Add.VerticalSpan(0, 1, Colors.Red).IsVisible = false;

        Assert.Equal(0, PngImage.Render(plot).Count(Colors.Red));
    }

    [Fact]
    public void MoveToBack_CoveringPlottable_UncoversTheOther()
    {
        Plot plot = Framed();
        plot.Add.VerticalSpan(0, 1, Colors.Red);
        var cover = plot.Add.VerticalSpan(0, 1, Colors.Blue);
        Assert.Equal(Colors.Blue, PngImage.Render(plot)[200, 150]);
        plot.MoveToBack(cover);

        Assert.Equal(Colors.Red, PngImage.Render(plot)[200, 150]);
    }

    [Fact]
    public void Render_MissingAndEmptyData_DoesNotFail()
    {
        Plot plot = new();
        double[] missing = [double.NaN, double.NegativeInfinity];
        plot.Add.Scatter(missing, missing);
        plot.Add.Scatter(Array.Empty<double>(), Array.Empty<double>());
        plot.Add.FillY(missing, missing, missing);
        plot.Add.Bars(missing);
        plot.Add.Bars(new List<Bar>());
        plot.Add.Boxes([]);
        plot.Add.Heatmap(new double[0, 0]);
        plot.Add.ColorBar(plot.Add.Heatmap(new double[,] { { double.NaN } }));
        plot.Add.ErrorBar(missing, missing, missing);
        plot.Add.Signal(missing);
        plot.Add.Text("nowhere", double.NaN, double.NaN);
        plot.Add.HorizontalLine(double.NaN).LabelText = "none";

        Assert.Equal(400, PngImage.Render(plot).Width);
        Assert.Contains("</svg>", plot.GetSvgXml(400, 300));
    }

    [Fact]
    public void Scatter_LengthsDiffer_Throws() =>
        Assert.Throws<ArgumentException>(() => new Plot().Add.Scatter(new double[2], new double[3]));

    [Fact]
    public void Scatter_GenericNumbers_AreConverted()
    {
        Plot plot = new();
        plot.Add.Scatter(new[] { 1, 2 }, new[] { 3f, 4f });
        plot.Axes.TightMargins();

        Assert.Equal((1, 4), (plot.Axes.GetLimits().Left, plot.Axes.GetLimits().Top));
    }

    /// <summary>An empty plot whose data area is the whole image and shows 0 to 1.</summary>
    private static Plot Framed()
    {
        Plot plot = new();
        plot.HideAxesAndGrid();
        plot.HideLegend();
        plot.Axes.SetLimits(0, 1, 0, 1);
        return plot;
    }
}
