namespace ScottPlot;

/// <summary>Divides a figure among plots.</summary>
public interface IMultiplotLayout
{
    internal PixelRect[] GetSubplotRectangles(SubplotCollection subplots, PixelRect figure);
}
