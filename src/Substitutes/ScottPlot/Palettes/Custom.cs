namespace ScottPlot.Palettes;

/// <summary>A palette of one's own colours.</summary>
public class Custom : IPalette
{
    public Custom(IEnumerable<Color> colors, string? name, string? description = null)
    {
        Colors = [.. colors];
        Name = name ?? "unnamed";
        Description = description ?? "no description";
    }

    public Custom(string[] hex, string? name = null, string? description = null)
        : this(Color.FromHex(hex), name, description)
    {
    }

    public Color[] Colors { get; }

    public string Name { get; }

    public string Description { get; }

    public Color GetColor(int index) => Colors[index % Colors.Length];
}
