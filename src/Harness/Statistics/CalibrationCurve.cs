namespace Harness.Statistics;

/// <summary>How often predictions are right, by the probability that a network gives them (C. Guo and others, <em>On calibration of modern neural
/// networks</em>, ICML 2017).</summary>
/// <param name="Bins">The bins with predictions, of fifteen of equal width, from the lowest probability to the highest.</param>
public sealed record CalibrationCurve(IReadOnlyList<CalibrationBin> Bins)
{
    private const int Number = 15;

    /// <summary>The expected calibration error, 0…1: by how much probability and frequency differ, mean over the predictions. NaN without predictions.</summary>
    public double Error => Bins.Sum(bin => bin.Predictions * Math.Abs(bin.Probability - bin.Right)) / Bins.Sum(bin => bin.Predictions);

    /// <summary>Sorts predictions into bins.</summary>
    /// <param name="predictions">The probability of each, 0…1, and whether it is right.</param>
    /// <returns>The curve.</returns>
    public static CalibrationCurve Of(IEnumerable<(double Probability, bool IsRight)> predictions) => new(
    [
        // Bins hold their upper end, as in the paper.
        .. predictions.GroupBy(prediction => Math.Clamp((int)Math.Ceiling(prediction.Probability * Number) - 1, 0, Number - 1)).OrderBy(bin => bin.Key)
            .Select(bin => new CalibrationBin(bin.Average(prediction => prediction.Probability), bin.Average(prediction => prediction.IsRight ? 1.0 : 0), bin.Count())),
    ]);
}

/// <summary>Predictions of similar probability.</summary>
/// <param name="Probability">The mean probability.</param>
/// <param name="Right">The fraction that is right, 0…1.</param>
/// <param name="Predictions">How many they are.</param>
public readonly record struct CalibrationBin(double Probability, double Right, int Predictions);
