using Harness.Results;

namespace Harness.Training;

/// <summary>What a network gave on images on which it was not trained.</summary>
/// <param name="Metrics">The metrics over all images, by name.</param>
/// <param name="Predictions">One per image, in manifest order; empty if the objective predicts no classes.</param>
public sealed record StateEvaluation(IReadOnlyDictionary<string, double> Metrics, IReadOnlyList<Prediction> Predictions);
