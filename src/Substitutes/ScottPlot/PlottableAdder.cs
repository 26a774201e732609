using ScottPlot.Panels;
using ScottPlot.Plottables;

namespace ScottPlot;

/// <summary>Adds plottables to a plot, each in the next colour of the palette.</summary>
public class PlottableAdder(Plot plot)
{
    private int _nextColorIndex;

    public IPalette Palette { get; set; } = new Palettes.Category10();

    public Color GetNextColor(bool incrementCounter = true)
    {
        if (plot.PlottableList.Count == 0)
            _nextColorIndex = 0;
        Color color = Palette.GetColor(_nextColorIndex);
        if (incrementCounter)
            _nextColorIndex++;
        return color;
    }

    public Scatter Scatter(double x, double y, Color? color = null) => Scatter(new Coordinates(x, y), color);

    public Scatter Scatter(double[] xs, double[] ys, Color? color = null) => AddScatter(PlotData.Points(xs, ys), color);

    public Scatter Scatter(Coordinates point, Color? color = null) => AddScatter(() => [point], color);

    public Scatter Scatter(Coordinates[] coordinates, Color? color = null) => AddScatter(() => coordinates, color);

    public Scatter Scatter(List<Coordinates> coordinates, Color? color = null) => AddScatter(() => coordinates, color);

    public Scatter Scatter<T1, T2>(T1[] xs, T2[] ys, Color? color = null) => AddScatter(PlotData.Points(xs, ys), color);

    public Scatter Scatter<T1, T2>(List<T1> xs, List<T2> ys, Color? color = null) => AddScatter(PlotData.Points(xs, ys), color);

    public Scatter ScatterLine(double[] xs, double[] ys, Color? color = null) => WithoutMarkers(Scatter(xs, ys, color));

    public Scatter ScatterLine(Coordinates[] coordinates, Color? color = null) => WithoutMarkers(Scatter(coordinates, color));

    public Scatter ScatterLine(List<Coordinates> coordinates, Color? color = null) => WithoutMarkers(Scatter(coordinates, color));

    public Scatter ScatterLine<T1, T2>(T1[] xs, T2[] ys, Color? color = null) => WithoutMarkers(Scatter(xs, ys, color));

    public Scatter ScatterLine<T1, T2>(List<T1> xs, List<T2> ys, Color? color = null) => WithoutMarkers(Scatter(xs, ys, color));

    public Scatter ScatterPoints(double[] xs, double[] ys, Color? color = null) => WithoutLine(Scatter(xs, ys, color));

    public Scatter ScatterPoints(Coordinates[] coordinates, Color? color = null) => WithoutLine(Scatter(coordinates, color));

    public Scatter ScatterPoints(List<Coordinates> coordinates, Color? color = null) => WithoutLine(Scatter(coordinates, color));

    public Scatter ScatterPoints<T1, T2>(T1[] xs, T2[] ys, Color? color = null) => WithoutLine(Scatter(xs, ys, color));

    public Scatter ScatterPoints<T1, T2>(List<T1> xs, List<T2> ys, Color? color = null) => WithoutLine(Scatter(xs, ys, color));

    public Signal Signal(double[] ys, double period = 1, Color? color = null) => AddSignal(() => ys, period, color);

    public Signal Signal<T>(T[] ys, double period = 1, Color? color = null) => Signal((IReadOnlyList<T>)ys, period, color);

    public Signal Signal<T>(IReadOnlyList<T> ys, double period = 1, Color? color = null) =>
        AddSignal(() => [.. ys.Select(PlotData.ToDouble)], period, color);

    public BarPlot Bar(Bar bar) => Add(new BarPlot([bar]));

    public BarPlot Bar(double position, double value, double error = 0) =>
        Bar(new Bar { Position = position, Value = value, Error = error, FillColor = GetNextColor() });

    public BarPlot Bars(List<Bar> bars) => Add(new BarPlot(bars));

    public BarPlot Bars(Bar[] bars) => Add(new BarPlot([.. bars]));

    public BarPlot Bars(double[] values) => Bars(Enumerable.Range(0, values.Length).Select(index => (double)index), values);

    public BarPlot Bars<T>(IEnumerable<double> positions, IEnumerable<T> values) => Bars(positions, values.Select(PlotData.ToDouble));

    public BarPlot Bars(IEnumerable<double> positions, IEnumerable<double> values)
    {
        double[] where = [.. positions];
        double[] howMuch = [.. values];
        if (where.Length != howMuch.Length)
        {
            throw new ArgumentException(
                $"{nameof(positions)} and {nameof(values)} must have equal length, not {where.Length} and {howMuch.Length}.");
        }

        Color color = GetNextColor();
        return Add(new BarPlot([.. where.Zip(howMuch, (position, value) => new Bar { Position = position, Value = value, FillColor = color })]));
    }

    public ErrorBar ErrorBar(IReadOnlyList<double> xs, IReadOnlyList<double> ys, IReadOnlyList<double> yErrors) =>
        Add(new ErrorBar(xs, ys, null, null, yErrors, yErrors) { Color = GetNextColor() });

    public HorizontalLine HorizontalLine(double y, float width = 2, Color? color = null, LinePattern pattern = default)
    {
        HorizontalLine line = new() { Y = y, LineWidth = width, Color = color ?? GetNextColor(), LinePattern = pattern };
        return Add(line);
    }

    public VerticalLine VerticalLine(double x, float width = 2, Color? color = null, LinePattern pattern = default)
    {
        VerticalLine line = new() { X = x, LineWidth = width, Color = color ?? GetNextColor(), LinePattern = pattern };
        return Add(line);
    }

    public HorizontalSpan HorizontalSpan(double x1, double x2, Color? color = null)
    {
        Color fill = color ?? GetNextColor().WithAlpha(.2);
        return Add(new HorizontalSpan { X1 = x1, X2 = x2, FillColor = fill, LineColor = fill.WithAlpha(.5) });
    }

    public VerticalSpan VerticalSpan(double y1, double y2, Color? color = null)
    {
        Color fill = color ?? GetNextColor().WithAlpha(.2);
        return Add(new VerticalSpan { Y1 = y1, Y2 = y2, FillColor = fill, LineColor = fill.WithAlpha(.5) });
    }

    public LinePlot Line(CoordinateLine line) => Line(line.Start, line.End);

    public LinePlot Line(double x1, double y1, double x2, double y2) => Line(new Coordinates(x1, y1), new Coordinates(x2, y2));

    public LinePlot Line(Coordinates start, Coordinates end) => Add(new LinePlot { Start = start, End = end, Color = GetNextColor() });

    public Text Text(string text, double x, double y) => Text(text, new Coordinates(x, y));

    public Text Text(string text, Coordinates location) =>
        Add(new Text { LabelText = text, Location = location });

    public Annotation Annotation(string text, Alignment alignment = Alignment.UpperLeft) =>
        Add(new Annotation
        {
            Alignment = alignment,
            Text = text,
            LabelBackgroundColor = Colors.Yellow.WithAlpha(.75),
            LabelBorderColor = Colors.Black,
            LabelPadding = 5,
        });

    public Heatmap Heatmap(double[,] intensities) => Add(new Heatmap(intensities));

    public ColorBar ColorBar(IHasColorAxis source, Edge edge = Edge.Right)
    {
        ColorBar colorBar = new(source, edge);
        plot.Axes.AddPanel(colorBar);
        return colorBar;
    }

    public FillY FillY(double[] xs, double[] ys1, double[] ys2)
    {
        if (xs.Length != ys1.Length || xs.Length != ys2.Length)
        {
            throw new ArgumentException(
                $"{nameof(xs)}, {nameof(ys1)} and {nameof(ys2)} must have equal length, " +
                $"not {xs.Length}, {ys1.Length} and {ys2.Length}.");
        }

        return AddFillY(() => [.. xs.Select((x, i) => (x, ys1[i], ys2[i]))]);
    }

    public FillY FillY(Scatter scatter1, Scatter scatter2) => AddFillY(() =>
        [.. scatter1.Points.Zip(scatter2.Points, (top, bottom) => (top.X, top.Y, bottom.Y))]);

    public FillY FillY(ICollection<(double X, double Top, double Bottom)> data) => AddFillY(() => [.. data]);

    public FillY FillY<T>(ICollection<T> data, Func<T, (double X, double Top, double Bottom)> function) =>
        AddFillY(() => [.. data.Select(function)]);

    public Marker Marker(Coordinates location, MarkerShape shape = MarkerShape.FilledCircle, float size = 10, Color? color = null) =>
        Marker(location.X, location.Y, shape, size, color);

    public Marker Marker(
        double x, double y, MarkerShape shape = MarkerShape.FilledCircle, float size = 10, Color? color = null) =>
        Add(new Marker { X = x, Y = y, MarkerShape = shape, MarkerSize = size, Color = color ?? GetNextColor() });

    public Plottables.Markers Markers(
        double[] xs, double[] ys, MarkerShape shape = MarkerShape.FilledCircle, float size = 10, Color? color = null) =>
        AddMarkers(PlotData.Points(xs, ys), shape, size, color);

    public Plottables.Markers Markers(
        Coordinates[] coordinates, MarkerShape shape = MarkerShape.FilledCircle, float size = 10, Color? color = null) =>
        AddMarkers(() => coordinates, shape, size, color);

    public Plottables.Markers Markers(
        List<Coordinates> coordinates, MarkerShape shape = MarkerShape.FilledCircle, float size = 10, Color? color = null) =>
        AddMarkers(() => coordinates, shape, size, color);

    public Plottables.Markers Markers<TX, TY>(
        TX[] xs, TY[] ys, MarkerShape shape = MarkerShape.FilledCircle, float size = 10, Color? color = null) =>
        AddMarkers(PlotData.Points(xs, ys), shape, size, color);

    public Plottables.Markers Markers<TX, TY>(
        List<TX> xs, List<TY> ys, MarkerShape shape = MarkerShape.FilledCircle, float size = 10, Color? color = null) =>
        AddMarkers(PlotData.Points(xs, ys), shape, size, color);

    public BoxPlot Box(Box box) => Boxes([box]);

    public BoxPlot Boxes(IEnumerable<Box> boxes)
    {
        BoxPlot plottable = new();
        plottable.Boxes.AddRange(boxes);
        plottable.FillColor = GetNextColor();
        return Add(plottable);
    }

    /// <summary>Adds a second legend, which lists the same items.</summary>
    public Legend Legend() => Add(new Legend(plot) { IsVisible = true });

    private static Scatter WithoutMarkers(Scatter scatter)
    {
        scatter.MarkerSize = 0;
        return scatter;
    }

    private static Scatter WithoutLine(Scatter scatter)
    {
        scatter.LineWidth = 0;
        return scatter;
    }

    private Scatter AddScatter(Func<IReadOnlyList<Coordinates>> getPoints, Color? color) =>
        Add(new Scatter(getPoints) { Color = color ?? GetNextColor() });

    private Signal AddSignal(Func<IReadOnlyList<double>> getValues, double period, Color? color) =>
        Add(new Signal(getValues, period) { Color = color ?? GetNextColor() });

    private FillY AddFillY(Func<IReadOnlyList<(double X, double Top, double Bottom)>> getData) =>
        Add(new FillY(getData) { FillColor = GetNextColor() });

    private Plottables.Markers AddMarkers(Func<IReadOnlyList<Coordinates>> getPoints, MarkerShape shape, float size, Color? color) =>
        Add(new Plottables.Markers(getPoints) { MarkerShape = shape, MarkerSize = size, Color = color ?? GetNextColor() });

    private T Add<T>(T plottable)
        where T : IPlottable
    {
        plot.PlottableList.Add(plottable);
        return plottable;
    }
}
