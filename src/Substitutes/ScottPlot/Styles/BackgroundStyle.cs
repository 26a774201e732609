namespace ScottPlot;

/// <summary>How a background is filled.</summary>
public class BackgroundStyle
{
    public Color Color { get; set; } = Colors.White;
}
