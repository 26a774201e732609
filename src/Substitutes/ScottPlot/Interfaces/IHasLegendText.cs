namespace ScottPlot;

/// <summary>Something that the legend can name.</summary>
public interface IHasLegendText
{
    string LegendText { get; set; }
}
