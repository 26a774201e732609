namespace ScottPlot.Colormaps;

/// <summary>From dark blue to white; reversed, small values are pale.</summary>
/// <remarks>The colours of ScottPlot's map of this name, every sixteenth of 256.</remarks>
public class Blues : IColormap
{
    private static readonly ColorStops Stops = new("""
        002655 04346E 094387 0F529D 1461B2 1B70C3 267ED1 368CDC 4B98E3 61A2E8 78AEEC
        8FBAEF A5C7F2 BBD4F5 D1E2F8 E8F0FB FFFFFF
        """);

    public string Name => "Blues";

    public Color GetColor(double position) => Stops.GetColor(position);
}
