namespace ScottPlot.Colormaps;

/// <summary>From black through purple and orange to a pale yellow, evenly in brightness.</summary>
/// <remarks>Made by Smith, van der Walt and Firing for Matplotlib (CC0); every eighth of its 256 colours.</remarks>
public class Magma : IColormap
{
    private static readonly ColorStops Stops = new("""
        000003 030311 0A0722 120D33 1C1046 281159 350F6A 430F75 50127B 5D177E 691C80
        762181 822581 8F2A80 9C2E7F A9327C B63679 C23A75 CE4070 DA4769 E55063 EE5B5E
        F4685B F8775C FB8660 FD9567 FDA470 FEB37B FEC286 FDD193 FDDFA1 FCEEB0 FBFCBF
        """);

    public string Name => "Magma";

    public Color GetColor(double position) => Stops.GetColor(position);
}
