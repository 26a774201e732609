namespace ScottPlot.Colormaps;

/// <summary>From dark violet through green to yellow, evenly in brightness. The default.</summary>
/// <remarks>Made by Smith, van der Walt and Firing for Matplotlib (CC0); every eighth of its 256 colours.</remarks>
public class Viridis : IColormap
{
    private static readonly ColorStops Stops = new("""
        440154 460C5F 47186A 482273 472C7B 453681 424085 3E4989 3A528B 365A8C 32628D
        2F6A8D 2C728E 287A8E 26818E 23898D 20908C 1E978A 1E9E88 21A685 27AD80 30B47A
        3DBB74 4BC26C 5BC862 6DCE58 81D34C 95D73F AADB32 BFDF24 D4E11A E9E419 FDE724
        """);

    public string Name => "Viridis";

    public Color GetColor(double position) => Stops.GetColor(position);
}
