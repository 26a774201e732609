namespace ScottPlot.TickGenerators;

/// <summary>Divides the space between major ticks into equal parts.</summary>
public class EvenlySpacedMinorTickGenerator(double minorTicksPerMajorTick) : IMinorTickGenerator
{
    public double MinorTicksPerMajorTick { get; set; } = minorTicksPerMajorTick;

    public IEnumerable<double> GetMinorTicks(double[] majorTicks, CoordinateRange visibleRange)
    {
        if (majorTicks.Length < 2)
            return [];
        double majorSpacing = majorTicks[1] - majorTicks[0];
        int parts = (int)MinorTicksPerMajorTick;
        return
            from major in majorTicks.Prepend(majorTicks[0] - majorSpacing)
            from part in Enumerable.Range(1, Math.Max(0, parts - 1))
            let minor = major + majorSpacing * part / parts
            where visibleRange.Contains(minor)
            select minor;
    }
}
