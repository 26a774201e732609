namespace ScottPlot;

/// <summary>How an area is filled.</summary>
public class FillStyle
{
    public FillStyle()
    {
    }

    public FillStyle(Color color)
    {
        Color = color;
    }

    public Color Color { get; set; } = Colors.Transparent;

    public bool IsVisible { get; set; } = true;

    public bool CanBeRendered => IsVisible && Color.Alpha > 0;
}
