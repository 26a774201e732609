namespace Harness.Statistics;

/// <summary>A range of values.</summary>
/// <param name="Low">The lowest.</param>
/// <param name="High">The highest.</param>
public readonly record struct Interval(double Low, double High)
{
    /// <summary>Half of the width.</summary>
    public double HalfWidth => (High - Low) / 2;

    /// <summary>Whether a value is in it.</summary>
    /// <param name="value">The value.</param>
    /// <returns>Whether it does; the ends belong to it.</returns>
    public bool Contains(double value) => value >= Low && value <= High;
}
