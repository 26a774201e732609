namespace ScottPlot;

/// <summary>A plottable with parts above axes and panels.</summary>
public interface IRenderLast
{
    internal void RenderLast(RenderPack pack);
}
