using ScottPlot.TickGenerators;

namespace ScottPlot.Tests;

/// <summary>Charts like those of the reports, with long names.</summary>
internal static class SamplePlots
{
    public static readonly string[] LongNames =
    [
        "Fine-tune everything from the start",
        "Feature extraction, batch norm frozen",
        "BN is completely trainable, with discriminative learning",
        "From scratch",
    ];

    public static IEnumerable<(string Name, Func<Plot> Create)> All =>
    [
        ("lines", Lines),
        ("bars", Bars),
        ("horizontal bars", HorizontalBars),
        ("confusion", Confusion),
        ("boxes", Boxes),
    ];

    public static Plot Lines()
    {
        Plot plot = new();
        double[] epochs = [1, 2, 3, 4, 5];
        for (int i = 0; i < LongNames.Length; i++)
        {
            double[] mean = [.. epochs.Select(epoch => 0.99 - 0.02 * i - 0.3 / (epoch + i))];
            var band = plot.Add.FillY(epochs, [.. mean.Select(y => y - .01)], [.. mean.Select(y => y + .01)]);
            band.FillColor = plot.Add.Palette.GetColor(i).WithAlpha(.2);
            band.LineWidth = 0;
            plot.Add.Scatter(epochs, mean, plot.Add.Palette.GetColor(i)).LegendText = LongNames[i];
        }

        plot.Add.HorizontalLine(0.9937, 1, Colors.Gray, LinePattern.Dashed).LegendText = "published <0.9937> & more";
        plot.Title("Validation accuracy per epoch");
        plot.XLabel("Epoch");
        plot.YLabel("Accuracy");
        plot.Axes.Bottom.TickGenerator = new NumericAutomatic { IntegerTicksOnly = true };
        plot.ShowLegend(Edge.Right);
        return plot;
    }

    public static Plot Bars()
    {
        Plot plot = new();
        plot.Add.Bars(MakeBars());
        plot.Axes.Bottom.SetTicks([0, 1, 2, 3], LongNames);
        plot.Axes.Bottom.TickLabelStyle.Rotation = -40;
        plot.Axes.Bottom.TickLabelStyle.Alignment = Alignment.MiddleRight;
        plot.Axes.Margins(bottom: 0, top: .2);
        plot.YLabel("Accuracy");
        return plot;
    }

    public static Plot HorizontalBars()
    {
        Plot plot = new();
        plot.Add.Bars(MakeBars()).Horizontal = true;
        plot.Axes.Left.SetTicks([0, 1, 2, 3], LongNames);
        plot.Axes.Margins(left: 0, right: .2);
        plot.XLabel("A label of an axis that is too long as well, so long that even a figure of eight hundred pixels has no room for it");
        plot.Title("A title that is by far too long for a figure as narrow as this one, which is why it is broken into lines");
        return plot;
    }

    public static Plot Confusion()
    {
        Plot plot = new();
        var heatmap = plot.Add.Heatmap(new double[,] { { 97, 1, 2 }, { 5, 90, double.NaN }, { 0, 4, 96 } });
        heatmap.Colormap = new Colormaps.Blues();
        plot.Add.ColorBar(heatmap).Label = "images";
        plot.Axes.Left.SetTicks([0, 1, 2], LongNames[..3]);
        plot.Axes.Bottom.SetTicks([0, 1, 2], ["daisy", "dandelion", "an exceptionally long class name"]);
        plot.Axes.Margins(0, 0);
        return plot;
    }

    public static Plot Boxes()
    {
        Plot plot = new();
        plot.Add.Boxes(
        [
            new Box { Position = 0, BoxMin = .8, BoxMax = .9, BoxMiddle = .85, WhiskerMin = .7, WhiskerMax = .95 },
            new Box { Position = 1, BoxMin = .7, BoxMax = .8, BoxMiddle = .72, WhiskerMin = .5, WhiskerMax = .99 },
        ]).LegendText = "five seeds";
        plot.Add.Annotation("note");
        return plot;
    }

    private static List<Bar> MakeBars() =>
        [.. LongNames.Select((_, i) => new Bar { Position = i, Value = .99 - .1 * i, Error = .02, Label = $"{.99 - .1 * i:0.00}" })];
}
