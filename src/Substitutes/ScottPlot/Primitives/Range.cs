namespace ScottPlot;

/// <summary>The values between which a colour map runs.</summary>
public readonly struct Range
{
    public Range(double min, double max)
    {
        if (!double.IsFinite(min))
            throw new ArgumentException($"{nameof(min)} must be a real number, not {min}.");
        if (!double.IsFinite(max))
            throw new ArgumentException($"{nameof(max)} must be a real number, not {max}.");
        if (min > max)
            throw new ArgumentException($"{nameof(min)} ({min}) must not exceed {nameof(max)} ({max}).");
        Min = min;
        Max = max;
    }

    public double Min { get; }

    public double Max { get; }

    public override string ToString() => $"Range: [{Min}, {Max}]";
}
