namespace ScottPlot.MultiplotLayouts;

/// <summary>Plots of equal size beside each other.</summary>
public class Columns : IMultiplotLayout
{
    PixelRect[] IMultiplotLayout.GetSubplotRectangles(SubplotCollection subplots, PixelRect figure) =>
        ((IMultiplotLayout)new Grid(1, Math.Max(1, subplots.Count))).GetSubplotRectangles(subplots, figure);
}
