namespace ScottPlot.Palettes;

/// <summary>Eight colours that people with any colour vision can tell apart: Okabe and Ito's set.</summary>
/// <remarks>Source: Wong, "Points of view: Color blindness", Nature Methods 8 (2011), 441.</remarks>
public class ColorblindFriendly : IPalette
{
    public string Name { get; } = "Colorblind Friendly";

    public string Description { get; } = "Okabe and Ito's eight colours, as printed by Wong in Nature Methods (2011).";

    public Color[] Colors { get; } = Color.FromHex(
    [
        "#000000", "#E69F00", "#56B4E9", "#009E73", "#F0E442", "#0072B2", "#D55E00", "#CC79A7",
    ]);

    public Color GetColor(int index) => Colors[index % Colors.Length];
}
