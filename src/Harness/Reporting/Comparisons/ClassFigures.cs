using Harness.Data.Quality;
using Harness.Results;
using Harness.Running.Collecting;
using Harness.Statistics;

namespace Harness.Reporting.Comparisons;

/// <summary>What the predictions of a technique's finished runs say about its classes, mean over the runs.</summary>
internal static class ClassFigures
{
    /// <summary>The mean recall of the classes.</summary>
    /// <param name="comparison">The suite's comparison, which has the confusion matrices.</param>
    /// <param name="technique">The technique.</param>
    /// <returns>Its mean and spread; null without predictions.</returns>
    public static Statistic? BalancedAccuracy(SuiteComparison comparison, TechniqueSummary technique) =>
        Statistic.Of([.. comparison.ConfusionMatrices(technique.Place).Select(matrix => matrix.BalancedAccuracy())]);

    /// <summary>The mean F1 of the classes.</summary>
    /// <param name="comparison">The suite's comparison, which has the confusion matrices.</param>
    /// <param name="technique">The technique.</param>
    /// <returns>Its mean and spread; null without predictions.</returns>
    public static Statistic? MacroF1(SuiteComparison comparison, TechniqueSummary technique) =>
        Statistic.Of([.. comparison.ConfusionMatrices(technique.Place).Select(matrix => matrix.MacroF1())]);

    /// <summary>How far probabilities are from the frequency of right predictions.</summary>
    /// <param name="result">The suite's result.</param>
    /// <param name="technique">The technique.</param>
    /// <returns>Its mean and spread; null without predictions.</returns>
    public static Statistic? Calibration(SuiteResult result, TechniqueSummary technique) =>
        Statistic.Of([.. technique.RunsWithPredictions(result).Select(run => CalibrationCurve.Of(Predictions(result, run)).Error)]);

    /// <summary>How often predictions are right, by their probability, over all runs together.</summary>
    /// <param name="result">The suite's result.</param>
    /// <param name="technique">The technique.</param>
    /// <returns>The curve; without bins where there are no predictions.</returns>
    public static CalibrationCurve CurveOfCalibration(SuiteResult result, TechniqueSummary technique) =>
        CalibrationCurve.Of(technique.RunsWithPredictions(result).SelectMany(run => Predictions(result, run)));

    /// <summary>Whether the classes of the validation images differ so much in size that accuracy alone misleads.</summary>
    /// <param name="result">The suite's result.</param>
    /// <returns>Whether they do.</returns>
    public static bool AreUneven(SuiteResult result) => ClassSizes.AreUneven([.. result.ValidLabels.CountBy(label => label).Select(group => group.Value)]);

    private static IEnumerable<(double Probability, bool IsRight)> Predictions(SuiteResult result, RunResult run) =>
        run.ValidPredictions.Select((prediction, image) => ((double)prediction.Probability, prediction.ClassIndex == result.ValidLabels[image]));
}
