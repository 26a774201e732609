namespace Harness.Results;

/// <summary>Parameters that trained in an epoch and had the same bits after it.</summary>
/// <param name="Values">How many values they hold.</param>
/// <param name="TrainedValues">How many values trained in the epoch, these among them.</param>
/// <param name="LearningRate">The highest rate at which any of them trained in the epoch.</param>
/// <param name="Example">The full name of the first of them.</param>
public sealed record UnmovedParameters(long Values, long TrainedValues, double LearningRate, string Example);
