namespace ScottPlot;

/// <summary>A side of the data area.</summary>
public enum Edge
{
    Left,
    Right,
    Bottom,
    Top,
}

/// <summary>Questions about edges.</summary>
public static class EdgeExtensions
{
    public static bool IsVertical(this Edge edge) => edge is Edge.Left or Edge.Right;

    public static bool IsHorizontal(this Edge edge) => edge is Edge.Bottom or Edge.Top;
}
