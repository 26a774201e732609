namespace Harness.Statistics;

/// <summary>Corrects p values for the number of tests, so that the probability of even one false rejection among them stays below the level (S. Holm,
/// <em>A simple sequentially rejective multiple test procedure</em>, Scandinavian Journal of Statistics 6, 1979). The tests may depend on each other.</summary>
public static class HolmCorrection
{
    /// <summary>Corrects all of them.</summary>
    /// <param name="values">The p values of all tests.</param>
    /// <returns>The corrected ones, in the same order; a test is rejected at a level when its corrected value is not above it.</returns>
    public static IReadOnlyList<double> Adjust(IReadOnlyList<double> values)
    {
        var order = Enumerable.Range(0, values.Count).OrderBy(index => values[index]).ToList();
        var adjusted = new double[values.Count];
        var highest = 0.0;
        for (var rank = 0; rank < order.Count; rank++)
        {
            highest = Math.Max(highest, Math.Min(1, (values.Count - rank) * values[order[rank]]));
            adjusted[order[rank]] = highest;
        }
        return adjusted;
    }
}
