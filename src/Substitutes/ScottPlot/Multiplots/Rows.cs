namespace ScottPlot.MultiplotLayouts;

/// <summary>Plots of equal size below each other.</summary>
public class Rows : IMultiplotLayout
{
    PixelRect[] IMultiplotLayout.GetSubplotRectangles(SubplotCollection subplots, PixelRect figure) =>
        ((IMultiplotLayout)new Grid(Math.Max(1, subplots.Count), 1)).GetSubplotRectangles(subplots, figure);
}
