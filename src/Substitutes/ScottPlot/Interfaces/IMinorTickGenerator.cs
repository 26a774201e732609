namespace ScottPlot;

/// <summary>Decides where ticks lie between the major ones.</summary>
public interface IMinorTickGenerator
{
    IEnumerable<double> GetMinorTicks(double[] majorTicks, CoordinateRange visibleRange);
}
