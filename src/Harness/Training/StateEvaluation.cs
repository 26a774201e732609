using Harness.Results;

namespace Harness.Training;

/// <summary>The result of a network on images that it was not trained on.</summary>
/// <param name="Metrics">The metrics over all images, by name.</param>
/// <param name="Predictions">One per image, in manifest order; empty if the objective predicts no classes.</param>
public sealed record StateEvaluation(IReadOnlyDictionary<string, double> Metrics, IReadOnlyList<Prediction> Predictions);
