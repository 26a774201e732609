namespace ScottPlot.Colormaps;

/// <summary>Evenly spaced colours, with straight lines between them.</summary>
internal sealed class ColorStops
{
    private readonly Color[] _colors;

    /// <param name="hexCodes">Two or more codes RRGGBB, separated by spaces or line ends.</param>
    internal ColorStops(string hexCodes)
    {
        _colors = Color.FromHex(hexCodes.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
    }

    internal Color GetColor(double position)
    {
        double scaled = Math.Clamp(double.IsNaN(position) ? 0 : position, 0, 1) * (_colors.Length - 1);
        int below = Math.Min((int)scaled, _colors.Length - 2);
        Color low = _colors[below];
        Color high = _colors[below + 1];
        byte Mix(byte from, byte to) => (byte)Math.Round(from + (to - from) * (scaled - below));
        return new Color(Mix(low.R, high.R), Mix(low.G, high.G), Mix(low.B, high.B));
    }
}
