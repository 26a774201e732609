namespace Harness.Results;

/// <summary>The prediction of a trained network for one validation or test image.</summary>
/// <param name="ClassIndex">The most probable class.</param>
/// <param name="Probability">Its probability.</param>
public readonly record struct Prediction(int ClassIndex, float Probability);
