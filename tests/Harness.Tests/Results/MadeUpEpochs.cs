using Harness.Results;

namespace Harness.Tests.Results;

/// <summary>Results of epochs that nobody trained.</summary>
internal static class MadeUpEpochs
{
    /// <summary>An epoch of classification.</summary>
    public static EpochResult Of(int epoch, double trainLoss, double validLoss, double trainAccuracy, double validAccuracy, double seconds) => new(
        epoch,
        new Dictionary<string, double> { [MetricNames.Loss] = trainLoss, [MetricNames.Accuracy] = trainAccuracy },
        new Dictionary<string, double> { [MetricNames.Loss] = validLoss, [MetricNames.Accuracy] = validAccuracy },
        seconds);
}
