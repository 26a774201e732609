namespace ScottPlot.TickGenerators;

/// <summary>Minor ticks for an axis of decimal logarithms, closer together towards the next power of ten.</summary>
public class LogMinorTickGenerator : IMinorTickGenerator
{
    public int Divisions { get; set; } = 5;

    public IEnumerable<double> GetMinorTicks(double[] majorPositions, CoordinateRange visibleRange)
    {
        if (majorPositions.Length < 2)
            return [];
        double spacing = majorPositions[1] - majorPositions[0];
        return
            from major in majorPositions.Prepend(majorPositions[0] - spacing)
            from division in Enumerable.Range(1, Math.Max(0, Divisions - 1))
            select major + spacing * Math.Log10(10.0 * division / Divisions);
    }
}
