using Harness.Experiments;
using Harness.Results;

namespace Harness.Reporting.Charts;

/// <summary>A figure that is followed over the epochs.</summary>
/// <param name="Name">In lower case: for file names.</param>
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
    /// <summary>Whether only some techniques have it, because of what they learn.</summary>
    public bool IsOther { get; private init; }

    /// <summary>What titles and links say.</summary>
    public string Title => IsOther ? AxisLabel : Name;

    /// <summary>The part of images that are classified rightly.</summary>
    public static ChartMetric Accuracy { get; } = new(
        "accuracy", "accuracy", 1, epoch => epoch.TrainAccuracy, epoch => epoch.ValidAccuracy,
        epoch => epoch.TrainAccuracy, epoch => epoch.ValidAccuracy);

    /// <summary>The mean cross entropy.</summary>
    public static ChartMetric Loss { get; } = new(
        "loss", "cross entropy", double.PositiveInfinity, epoch => epoch.TrainLoss, epoch => epoch.ValidLoss,
        epoch => epoch.TrainLoss, epoch => epoch.ValidLoss);

    /// <summary>A further figure of an objective, such as how often a rotation is recognized.</summary>
    /// <param name="name">Its name in <c>epochs.csv</c>.</param>
    /// <returns>The figure.</returns>
    public static ChartMetric Other(string name) => new(
        name, name.Replace('_', ' ').Replace(".", ", ", StringComparison.Ordinal),
        // Means of accuracies are not higher than these.
        IsLoss(name) ? double.PositiveInfinity : 1,
        epoch => epoch.Train.GetValueOrDefault(name, double.NaN), epoch => epoch.Valid.GetValueOrDefault(name, double.NaN),
        _ => double.NaN, _ => double.NaN)
    {
        IsOther = true,
    };

    // 'contrastive_loss', or 'loss.color' of a task; not 'accuracy.gloss'.
    private static bool IsLoss(string name) =>
        name.StartsWith($"{MetricNames.Loss}.", StringComparison.Ordinal) || name.EndsWith($"_{MetricNames.Loss}", StringComparison.Ordinal);

    /// <summary>The figures of a technique: accuracy and loss, and then the further ones of its objectives, in the order in which they are first measured.</summary>
    /// <param name="technique">The technique.</param>
    /// <returns>Those of which it has a value. The five most probable classes have a column in the table and no curve.</returns>
    public static IReadOnlyList<ChartMetric> Of(TechniqueSummary technique)
    {
        var others = technique.Runs.SelectMany(run => run.Epochs).SelectMany(epoch => epoch.Train.Keys.Concat(epoch.Valid.Keys)).Distinct()
            .Where(name => name is not (MetricNames.Loss or MetricNames.Accuracy or MetricNames.Top5));
        return [.. new[] { Accuracy, Loss }.Concat(others.Select(Other)).Where(metric => metric.IsIn(technique))];
    }

    /// <summary>Whether a technique has a value of it: an epoch that learns something else, or a classifier that has no probabilities, gives none.</summary>
    /// <param name="technique">The technique.</param>
    /// <returns>Whether there is something to draw.</returns>
    public bool IsIn(TechniqueSummary technique) =>
        technique.Runs.SelectMany(run => run.Epochs).Any(epoch => double.IsFinite(Valid(epoch)) || double.IsFinite(Train(epoch)));
}
