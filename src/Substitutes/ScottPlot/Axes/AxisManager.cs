using ScottPlot.AxisPanels;
using ScottPlot.AxisRules;
using ScottPlot.Grids;
using ScottPlot.Panels;

namespace ScottPlot;

/// <summary>The axes of a plot, their limits, and the panels around the data.</summary>
public class AxisManager
{
    private const double DefaultHorizontalMargin = .1, DefaultVerticalMargin = .15;

    private readonly Plot _plot;
    private readonly List<IXAxis> _xAxes = [new BottomAxis(), new TopAxis()];
    private readonly List<IYAxis> _yAxes = [new LeftAxis(), new RightAxis()];
    private readonly List<IPanel> _panels = [];
    private readonly List<AxisLink> _links = [];
    private AutoScaler _autoScaler = AutoScaler.WithMargins(DefaultHorizontalMargin, DefaultVerticalMargin);

    internal AxisManager(Plot plot)
    {
        _plot = plot;
        DefaultGrid = new DefaultGrid(Bottom, Left);
    }

    public IYAxis Left => _yAxes.First(axis => axis.Edge == Edge.Left);

    public IYAxis Right => _yAxes.First(axis => axis.Edge == Edge.Right);

    public IXAxis Bottom => _xAxes.First(axis => axis.Edge == Edge.Bottom);

    public IXAxis Top => _xAxes.First(axis => axis.Edge == Edge.Top);

    public TitlePanel Title { get; } = new();

    public DefaultGrid DefaultGrid { get; set; }

    public List<IAxisRule> Rules { get; } = [];

    public IEnumerable<IAxis> GetAxes() => [.. _xAxes, .. _yAxes];

    /// <summary>All that surrounds the data, on each side from the inside outwards.</summary>
    public IPanel[] GetPanels() => [.. _xAxes, .. _yAxes, .. _panels, Title];

    public void AddPanel(IPanel panel) => _panels.Add(panel);

    public LeftAxis AddLeftAxis()
    {
        LeftAxis axis = new();
        _yAxes.Add(axis);
        return axis;
    }

    public RightAxis AddRightAxis()
    {
        RightAxis axis = new();
        _yAxes.Add(axis);
        return axis;
    }

    public void SetLimits(AxisLimits limits) => SetLimits(limits.Left, limits.Right, limits.Bottom, limits.Top);

    public void SetLimits(CoordinateRange xRange, CoordinateRange yRange) => SetLimits(xRange.Min, xRange.Max, yRange.Min, yRange.Max);

    public void SetLimits(double left, double right, double bottom, double top)
    {
        SetLimitsX(left, right);
        SetLimitsY(bottom, top);
    }

    public void SetLimits(double? left = null, double? right = null, double? bottom = null, double? top = null)
    {
        SetLimitsX(left ?? Bottom.Min, right ?? Bottom.Max);
        SetLimitsY(bottom ?? Left.Min, top ?? Left.Max);
    }

    public void SetLimitsX(AxisLimits limits) => SetLimitsX(limits.Left, limits.Right);

    public void SetLimitsX(double left, double right)
    {
        (Bottom.Min, Bottom.Max) = (left, right);
        if (Bottom.HasBeenSet)
            _autoScaler.InvertedX = left > right;
    }

    public void SetLimitsY(AxisLimits limits) => SetLimitsY(limits.Bottom, limits.Top);

    public void SetLimitsY(double bottom, double top)
    {
        (Left.Min, Left.Max) = (bottom, top);
        if (Left.HasBeenSet)
            _autoScaler.InvertedY = bottom > top;
    }

    public AxisLimits GetLimits() => new(Bottom.Min, Bottom.Max, Left.Min, Left.Max);

    public void AutoScale(bool? invertX = null, bool? invertY = null)
    {
        ReplaceNullAxesWithDefaults();
        _autoScaler.InvertedX = invertX ?? _autoScaler.InvertedX;
        _autoScaler.InvertedY = invertY ?? _autoScaler.InvertedY;
        foreach (IXAxis axis in _plot.PlottableList.Select(plottable => plottable.Axes.XAxis).Distinct())
            _autoScaler.SetX(axis, _plot.PlottableList, unsetWithoutData: true);
        foreach (IYAxis axis in _plot.PlottableList.Select(plottable => plottable.Axes.YAxis).Distinct())
            _autoScaler.SetY(axis, _plot.PlottableList, unsetWithoutData: true);
    }

    /// <summary>Fits the axes exactly to some of the plottables, without margins.</summary>
    public void AutoScale(IEnumerable<IPlottable> plottables)
    {
        AutoScaleX(plottables);
        AutoScaleY(plottables);
    }

    public void AutoScaleX()
    {
        ReplaceNullAxesWithDefaults();
        _autoScaler.SetX(Bottom, _plot.PlottableList, unsetWithoutData: false);
    }

    public void AutoScaleX(IEnumerable<IPlottable> plottables)
    {
        if (plottables.Any())
            SetLimitsX(new AxisLimits(plottables.Where(_plot.PlottableList.Contains)));
    }

    public void AutoScaleY()
    {
        ReplaceNullAxesWithDefaults();
        _autoScaler.SetY(Left, _plot.PlottableList, unsetWithoutData: false);
    }

    public void AutoScaleY(IEnumerable<IPlottable> plottables)
    {
        if (plottables.Any())
            SetLimitsY(new AxisLimits(plottables.Where(_plot.PlottableList.Contains)));
    }

    public void Margins() => Margins(AutoScaler.WithMargins(DefaultHorizontalMargin, DefaultVerticalMargin));

    public void Margins(double horizontal = 0.1, double vertical = .15) => Margins(AutoScaler.WithMargins(horizontal, vertical));

    public void Margins(double left = .05, double right = .05, double bottom = .07, double top = .07) =>
        Margins(new AutoScaler(left, right, bottom, top));

    public void TightMargins() => Margins(0, 0);

    public void InvertX()
    {
        AutoScaleIfUnset();
        SetLimitsX(Math.Max(Bottom.Min, Bottom.Max), Math.Min(Bottom.Min, Bottom.Max));
    }

    public void InvertY()
    {
        AutoScaleIfUnset();
        SetLimitsY(Math.Max(Left.Min, Left.Max), Math.Min(Left.Min, Left.Max));
    }

    public void SquareUnits() => Rules.Add(new SquareZoomOut(Bottom, Left));

    public void SquareUnits(bool enable)
    {
        if (enable)
        {
            SquareUnits();
            return;
        }

        Rules.RemoveAll(rule => rule is SquareZoomOut);
        AutoScale();
    }

    public void Frameless(bool hideAllPanels = true)
    {
        foreach (IAxis axis in GetAxes())
            axis.IsVisible = !hideAllPanels;
        Title.IsVisible = !hideAllPanels;
    }

    public void Hairline(bool enable)
    {
        foreach (IAxis axis in GetAxes())
        {
            axis.FrameLineStyle.Hairline = enable;
            axis.MajorTickStyle.Hairline = enable;
            axis.MinorTickStyle.Hairline = enable;
        }

        foreach (GridStyle style in new[] { DefaultGrid.XAxisStyle, DefaultGrid.YAxisStyle })
            style.MajorLineStyle.Hairline = enable;
    }

    public void Color(Color color)
    {
        foreach (AxisBase axis in GetAxes().OfType<AxisBase>())
            axis.Color(color);
        Title.Label.ForeColor = color;
    }

    /// <summary>Makes the axes of another plot follow those of this one.</summary>
    public void Link(Plot target, bool x = true, bool y = true)
    {
        if (x)
            _links.Add(new AxisLink(Bottom, target.Axes.Bottom));
        if (y)
            _links.Add(new AxisLink(Left, target.Axes.Left));
    }

    internal void ApplyLinks() => _links.ForEach(link => link.Apply());

    internal void ReplaceNullAxesWithDefaults()
    {
        foreach (IPlottable plottable in _plot.PlottableList)
        {
            plottable.Axes.XAxis ??= Bottom;
            plottable.Axes.YAxis ??= Left;
        }
    }

    /// <summary>Gives limits to the main axes, and to every axis with data, where there are none.</summary>
    internal void AutoScaleUnsetAxes()
    {
        IEnumerable<IXAxis> xAxes = _plot.PlottableList.Select(plottable => plottable.Axes.XAxis).Append(Bottom).Distinct();
        IEnumerable<IYAxis> yAxes = _plot.PlottableList.Select(plottable => plottable.Axes.YAxis).Append(Left).Distinct();
        foreach (IXAxis axis in xAxes.Where(axis => !axis.HasBeenSet))
            _autoScaler.SetX(axis, _plot.PlottableList, unsetWithoutData: false);
        foreach (IYAxis axis in yAxes.Where(axis => !axis.HasBeenSet))
            _autoScaler.SetY(axis, _plot.PlottableList, unsetWithoutData: false);
    }

    private void Margins(AutoScaler autoScaler)
    {
        _autoScaler = autoScaler;
        AutoScale();
    }

    private void AutoScaleIfUnset()
    {
        if (!Bottom.HasBeenSet || !Left.HasBeenSet)
            AutoScale();
    }
}
