namespace ScottPlot.Palettes;

/// <summary>The ten colours of <see cref="Category10"/>, each followed by a lighter one; by Tableau, known through D3.</summary>
public class Category20 : IPalette
{
    public string Name { get; } = "Category 20";

    public string Description { get; } = "Ten dark and ten light colours by Tableau, known from D3, Vega and Matplotlib.";

    public Color[] Colors { get; } = Color.FromHex(
    [
        "#1f77b4", "#aec7e8", "#ff7f0e", "#ffbb78", "#2ca02c", "#98df8a", "#d62728", "#ff9896", "#9467bd", "#c5b0d5",
        "#8c564b", "#c49c94", "#e377c2", "#f7b6d2", "#7f7f7f", "#c7c7c7", "#bcbd22", "#dbdb8d", "#17becf", "#9edae5",
    ]);

    public Color GetColor(int index) => Colors[index % Colors.Length];
}
