namespace ScottPlot.Rendering;

/// <summary>Draws a plot: limits, layout, then from the background to the labels on top.</summary>
internal static class PlotRenderer
{
    internal static void Render(Plot plot, Canvas canvas, PixelRect target)
    {
        canvas.BeginScale(plot.ScaleFactor);
        PixelRect figure = target.DividedBy(plot.ScaleFactor);
        canvas.BeginClip(figure);

        plot.Axes.ReplaceNullAxesWithDefaults();
        plot.Axes.AutoScaleUnsetAxes();
        plot.Axes.ApplyLinks();
        Layout layout = AutomaticLayout.Calculate(plot, figure, canvas);
        layout = ApplyRules(plot, layout, canvas);
        RenderLayers(new RenderPack(plot, canvas, layout));

        canvas.EndClip();
        canvas.EndScale();
    }

    private static Layout ApplyRules(Plot plot, Layout layout, Canvas canvas)
    {
        if (plot.Axes.Rules.Count == 0)
            return layout;
        plot.Axes.Rules.ForEach(rule => rule.Apply(layout.DataRect));
        return AutomaticLayout.Calculate(plot, layout.FigureRect, canvas);
    }

    private static void RenderLayers(RenderPack pack)
    {
        Plot plot = pack.Plot;
        pack.Canvas.FillRectangle(pack.FigureRect, plot.FigureBackground.Color);
        pack.Canvas.FillRectangle(pack.DataRect, plot.DataBackground.Color);
        ((IGrid)plot.Grid).Render(pack);

        IPlottable[] visible = [.. plot.PlottableList.Where(plottable => plottable.IsVisible)];
        pack.Canvas.BeginClip(pack.DataRect);
        foreach (IPlottable plottable in visible)
            plottable.Render(pack);
        if (plot.Legend.IsVisible)
            plot.Legend.Render(pack, pack.DataRect.Contracted(plot.Legend.Margin), plot.Legend.Alignment);
        pack.Canvas.EndClip();

        foreach (IPanel panel in plot.Axes.GetPanels())
            panel.Render(pack, pack.Layout.PanelSizes[panel], pack.Layout.PanelOffsets[panel]);
        foreach (IRenderLast plottable in visible.OfType<IRenderLast>())
            plottable.RenderLast(pack);
    }
}
