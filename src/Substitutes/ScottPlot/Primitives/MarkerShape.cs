namespace ScottPlot;

/// <summary>The shape drawn at a point.</summary>
public enum MarkerShape
{
    None,
    FilledCircle,
    OpenCircle,
    FilledSquare,
    OpenSquare,
    FilledTriangleUp,
    OpenTriangleUp,
    FilledTriangleDown,
    OpenTriangleDown,
    FilledDiamond,
    OpenDiamond,
    Eks,
    Cross,
    VerticalBar,
    HorizontalBar,
    TriUp,
    TriDown,
    Asterisk,
    HashTag,
    OpenCircleWithDot,
    OpenCircleWithCross,
    OpenCircleWithEks,
}

/// <summary>Questions about marker shapes.</summary>
public static class MarkerShapeExtensions
{
    /// <summary>Whether a shape consists of lines, and has nothing to fill.</summary>
    public static bool IsLineOnly(this MarkerShape shape) => !shape.IsFilled() && shape != MarkerShape.None;

    internal static bool IsFilled(this MarkerShape shape) => shape
        is MarkerShape.FilledCircle or MarkerShape.FilledSquare or MarkerShape.FilledTriangleUp
        or MarkerShape.FilledTriangleDown or MarkerShape.FilledDiamond;
}
