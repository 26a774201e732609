namespace Harness.Results;

/// <summary>What a trained network says about one validation or test image.</summary>
/// <param name="ClassIndex">The most probable class.</param>
/// <param name="Probability">Its probability.</param>
public readonly record struct Prediction(int ClassIndex, float Probability);
