namespace ScottPlot;

/// <summary>Something with an outline.</summary>
public interface IHasOutline
{
    LineStyle OutlineStyle { get; }

    float OutlineWidth { get; set; }

    LinePattern OutlinePattern { get; set; }

    Color OutlineColor { get; set; }
}
