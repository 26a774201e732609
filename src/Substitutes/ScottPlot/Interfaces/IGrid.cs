namespace ScottPlot;

/// <summary>Lines behind the data.</summary>
public interface IGrid
{
    bool IsVisible { get; set; }

    internal void Render(RenderPack pack);
}
