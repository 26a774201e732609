using Harness.Experiments;
using Harness.Results;

namespace Harness.Reporting.Charts;

/// <summary>A figure that is followed over the epochs.</summary>
/// <param name="Name">In lower case: for titles and file names.</param>
/// <param name="AxisLabel">What the axis says.</param>
/// <param name="Highest">The maximum value that it can have.</param>
/// <param name="Train">Its training value.</param>
/// <param name="Valid">Its validation value.</param>
/// <param name="PublishedTrain">The training value that a source reports.</param>
/// <param name="PublishedValid">The validation value that a source reports.</param>
internal sealed record ChartMetric(
    string Name, string AxisLabel, double Highest, Func<EpochResult, double> Train, Func<EpochResult, double> Valid,
    Func<PublishedEpoch, double> PublishedTrain, Func<PublishedEpoch, double> PublishedValid)
{
    /// <summary>The part of images that are classified rightly.</summary>
    public static ChartMetric Accuracy { get; } = new(
        "accuracy", "accuracy", 1, epoch => epoch.TrainAccuracy, epoch => epoch.ValidAccuracy,
        epoch => epoch.TrainAccuracy, epoch => epoch.ValidAccuracy);

    /// <summary>The mean cross entropy.</summary>
    public static ChartMetric Loss { get; } = new(
        "loss", "cross entropy", double.PositiveInfinity, epoch => epoch.TrainLoss, epoch => epoch.ValidLoss,
        epoch => epoch.TrainLoss, epoch => epoch.ValidLoss);

    /// <summary>Whether a technique has a value of it: an epoch that learns something else, or a classifier that has no probabilities, gives none.</summary>
    /// <param name="technique">The technique.</param>
    /// <returns>Whether there is something to draw.</returns>
    public bool IsIn(TechniqueSummary technique) =>
        technique.Runs.SelectMany(run => run.Epochs).Any(epoch => double.IsFinite(Valid(epoch)) || double.IsFinite(Train(epoch)));
}
