namespace ScottPlot.Colormaps;

/// <summary>A rainbow without false edges: blue, green, yellow, red.</summary>
/// <remarks>Made by Mikhailov at Google (Apache 2.0); every eighth of its 256 colours.</remarks>
public class Turbo : IColormap
{
    private static readonly ColorStops Stops = new("""
        30123B 392A73 4040A2 4456C7 466BE3 4680F6 4294FF 37A8FA 28BCEB 1CCDD8 18DDC2
        1FE9AF 32F298 4EF97D 6DFE62 8BFF4B A4FC3C B7F735 CBED34 DDE037 ECD13A F7C13A
        FDAE35 FE992C FB8122 F56918 EC530F E14109 D23105 C12302 AC1701 950D01 7A0403
        """);

    public string Name => "Turbo";

    public Color GetColor(double position) => Stops.GetColor(position);
}
