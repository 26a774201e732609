namespace ScottPlot;

/// <summary>A range along one axis; it may be inverted.</summary>
public readonly struct CoordinateRange(double value1, double value2)
{
    public readonly double Value1 = value1;
    public readonly double Value2 = value2;
    public readonly double Min = Math.Min(value1, value2);
    public readonly double Max = Math.Max(value1, value2);
    public readonly bool IsInverted = value1 > value2;

    /// <summary>From the first value to the second: negative where the range is inverted.</summary>
    public double Span => Value2 - Value1;

    public double Center => (Value1 + Value2) / 2;

    public double Length => Math.Abs(Span);

    public bool Contains(double value) => Min <= value && value <= Max;
}
