namespace ScottPlot;

/// <summary>Limits that grow with every value shown to them; values that are not finite do not count.</summary>
internal sealed class ExpandingLimits
{
    private double _left = double.NaN, _right = double.NaN, _bottom = double.NaN, _top = double.NaN;

    internal AxisLimits Limits => new(_left, _right, _bottom, _top);

    internal void Expand(double x, double y)
    {
        ExpandX(x);
        ExpandY(y);
    }

    internal void Expand(AxisLimits limits)
    {
        Expand(limits.Left, limits.Bottom);
        Expand(limits.Right, limits.Top);
    }

    internal void ExpandX(double x)
    {
        if (!double.IsFinite(x))
            return;
        _left = double.IsNaN(_left) ? x : Math.Min(_left, x);
        _right = double.IsNaN(_right) ? x : Math.Max(_right, x);
    }

    internal void ExpandY(double y)
    {
        if (!double.IsFinite(y))
            return;
        _bottom = double.IsNaN(_bottom) ? y : Math.Min(_bottom, y);
        _top = double.IsNaN(_top) ? y : Math.Max(_top, y);
    }
}
