namespace ScottPlot;

/// <summary>Something with a filled area.</summary>
public interface IHasFill
{
    FillStyle FillStyle { get; set; }

    Color FillColor { get; set; }
}
