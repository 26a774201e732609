namespace Harness.Statistics;

/// <summary>How far the probabilities that a network gives its predictions are from how often they are right: the expected calibration error with fifteen
/// bins of equal width (C. Guo and others, <em>On calibration of modern neural networks</em>, ICML 2017).</summary>
public static class CalibrationError
{
    private const int Bins = 15;

    /// <summary>Computes it.</summary>
    /// <param name="probabilities">The probability of each prediction, 0…1.</param>
    /// <param name="right">Whether each is right.</param>
    /// <returns>0…1; NaN without predictions.</returns>
    public static double Of(IReadOnlyList<double> probabilities, IReadOnlyList<bool> right)
    {
        var (sums, hits) = (new double[Bins], new double[Bins]);
        for (var image = 0; image < right.Count; image++)
        {
            // Bins hold their upper end, as in the paper.
            var bin = Math.Clamp((int)Math.Ceiling(probabilities[image] * Bins) - 1, 0, Bins - 1);
            sums[bin] += probabilities[image];
            hits[bin] += right[image] ? 1 : 0;
        }
        return sums.Zip(hits, (sum, hit) => Math.Abs(sum - hit)).Sum() / right.Count;
    }
}
