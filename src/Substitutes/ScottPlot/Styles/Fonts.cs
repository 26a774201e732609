namespace ScottPlot;

/// <summary>Names of fonts.</summary>
public static class Fonts
{
    /// <summary>The font of new labels.</summary>
    public static string Default { get; set; } = "DejaVu Sans";
}
