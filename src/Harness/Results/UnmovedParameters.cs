namespace Harness.Results;

/// <summary>Parameters that trained in an epoch and had the same bits after it.</summary>
/// <param name="Count">How many there are.</param>
/// <param name="TrainedCount">How many parameters trained in the epoch, these among them.</param>
/// <param name="LearningRate">The highest rate at which any of them trained in the epoch.</param>
/// <param name="Example">The full name of the first of them.</param>
public sealed record UnmovedParameters(long Count, long TrainedCount, double LearningRate, string Example);
