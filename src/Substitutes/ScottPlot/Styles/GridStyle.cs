namespace ScottPlot;

/// <summary>How the grid lines of one axis are drawn.</summary>
public class GridStyle
{
    public bool IsVisible { get; set; } = true;

    public LineStyle MajorLineStyle { get; set; } = new() { Width = 1, Color = Colors.Black.WithOpacity(.1), AntiAlias = false };

    public LineStyle MinorLineStyle { get; set; } = new() { Width = 0, Color = Colors.Black.WithOpacity(.05), AntiAlias = false };
}
