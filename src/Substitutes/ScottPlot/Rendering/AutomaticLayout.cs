namespace ScottPlot.Rendering;

/// <summary>Gives every panel the space that its content needs, and the data what is left.</summary>
/// <remarks>Ticks depend on the size of the data area and the size of the panels on the ticks, so both are found in a few rounds.</remarks>
internal static class AutomaticLayout
{
    // Layouts settle after two or three rounds; one that never does stops here.
    private const int Rounds = 6;

    // Room kept between the outermost tick labels and the border of the figure.
    private const double LabelMargin = 2;

    internal static Layout Calculate(Plot plot, PixelRect figure, Canvas canvas)
    {
        IReadOnlyList<IPanel> panels = plot.Axes.GetPanels();
        PixelPadding extra = default;
        Layout layout = Arrange(plot, panels, figure, figure, canvas, extra);
        for (int round = 0; round < Rounds; round++)
        {
            Layout next = Arrange(plot, panels, figure, layout.DataRect, canvas, extra);
            PixelPadding missing = FindMissing(panels, next, canvas);
            if (next.DataRect == layout.DataRect && missing is { Horizontal: 0, Vertical: 0 })
                return next;
            extra = new PixelPadding(
                extra.Left + missing.Left, extra.Right + missing.Right, extra.Bottom + missing.Bottom, extra.Top + missing.Top);
            layout = next;
        }

        RegenerateTicks(panels, layout.DataRect, canvas.Text);
        return layout;
    }

    /// <summary>Generates ticks for a data area, measures the panels with them, and returns the layout that follows.</summary>
    private static Layout Arrange(
        Plot plot, IReadOnlyList<IPanel> panels, PixelRect figure, PixelRect data, Canvas canvas, PixelPadding extra)
    {
        RegenerateTicks(panels, data, canvas.Text);
        Dictionary<IPanel, double> sizes = panels.ToDictionary(panel => panel, panel => Measure(panel, figure, data, canvas.Text));
        double Sum(Edge edge) => panels.Where(panel => panel.Edge == edge).Sum(panel => sizes[panel]);
        PixelPadding padding = plot.Layout.FixedPadding ?? new PixelPadding(
            (float)Sum(Edge.Left) + extra.Left,
            (float)Sum(Edge.Right) + extra.Right,
            (float)Sum(Edge.Bottom) + extra.Bottom,
            (float)Sum(Edge.Top) + extra.Top);
        return new Layout(figure, OnWholePixels(figure.Contracted(padding), canvas.Scale), sizes, Offsets(panels, sizes));
    }

    private static void RegenerateTicks(IEnumerable<IPanel> panels, PixelRect data, TextMeasurer text)
    {
        foreach (IAxis axis in panels.OfType<IAxis>())
            axis.RegenerateTicks(axis.Edge.IsVertical() ? data.Height : data.Width, text);
    }

    private static double Measure(IPanel panel, PixelRect figure, PixelRect data, TextMeasurer text) =>
        Math.Clamp(panel.Measure(figure, data, text), panel.MinimumSize, Math.Max(panel.MinimumSize, panel.MaximumSize));

    private static Dictionary<IPanel, double> Offsets(IReadOnlyList<IPanel> panels, Dictionary<IPanel, double> sizes)
    {
        Dictionary<IPanel, double> offsets = [];
        foreach (IGrouping<Edge, IPanel> edge in panels.GroupBy(panel => panel.Edge))
        {
            double offset = 0;
            foreach (IPanel panel in edge)
            {
                offsets[panel] = offset;
                offset += sizes[panel];
            }
        }

        return offsets;
    }

    /// <summary>How far tick labels stick out of the figure: labels at the ends of an axis are wider than its own panel.</summary>
    private static PixelPadding FindMissing(IReadOnlyList<IPanel> panels, Layout layout, Canvas canvas)
    {
        PixelRect allowed = layout.FigureRect.Contracted(new PixelPadding((float)LabelMargin));
        double left = 0, right = 0, bottom = 0, top = 0;
        foreach (IAxis axis in panels.OfType<IAxis>())
        {
            PixelRect? labels = axis.GetTickLabelBounds(layout.DataRect, layout.PanelOffsets[axis], canvas.Text);
            if (labels is not { } box)
                continue;
            if (axis.Edge.IsVertical())
            {
                bottom = Math.Max(bottom, box.Bottom - allowed.Bottom);
                top = Math.Max(top, allowed.Top - box.Top);
            }
            else
            {
                left = Math.Max(left, allowed.Left - box.Left);
                right = Math.Max(right, box.Right - allowed.Right);
            }
        }

        return new PixelPadding((float)left, (float)right, (float)bottom, (float)top);
    }

    private static PixelRect OnWholePixels(PixelRect rect, double scale)
    {
        double Round(double value) => Math.Round(value * scale) / scale;
        double left = Round(rect.Left);
        double top = Round(rect.Top);
        // Too small a figure keeps one pixel of data, so that no axis has a length of zero.
        return new PixelRect(left, top, Math.Max(left + 1, Round(rect.Right)), Math.Max(top + 1, Round(rect.Bottom)));
    }
}
