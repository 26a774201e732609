namespace ScottPlot;

/// <summary>Which point of a box is meant.</summary>
public enum Alignment
{
    UpperLeft,
    UpperCenter,
    UpperRight,
    MiddleLeft,
    MiddleCenter,
    MiddleRight,
    LowerLeft,
    LowerCenter,
    LowerRight,
}

/// <summary>Alignments as fractions of a box.</summary>
public static class AlignmentExtensions
{
    /// <returns>0 at the left, 1 at the right.</returns>
    public static float HorizontalFraction(this Alignment alignment) => alignment switch
    {
        Alignment.UpperLeft or Alignment.MiddleLeft or Alignment.LowerLeft => 0,
        Alignment.UpperRight or Alignment.MiddleRight or Alignment.LowerRight => 1,
        _ => 0.5f,
    };

    /// <returns>0 at the bottom, 1 at the top.</returns>
    public static float VerticalFraction(this Alignment alignment) => alignment switch
    {
        Alignment.LowerLeft or Alignment.LowerCenter or Alignment.LowerRight => 0,
        Alignment.UpperLeft or Alignment.UpperCenter or Alignment.UpperRight => 1,
        _ => 0.5f,
    };
}
