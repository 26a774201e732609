namespace Harness.Proposals;

/// <summary>A backbone, its weights, and the size of the images that it sees.</summary>
/// <param name="Backbone">The name of the backbone.</param>
/// <param name="Weights">A full path, the name of published weights, or <c>none</c>.</param>
/// <param name="Size">The side of the images, in pixels.</param>
/// <param name="Cost">Approximately the arithmetic for one image: a prediction of time before anything is measured. Only the ratio of two costs matters.</param>
public sealed record NetworkChoice(string Backbone, string Weights, int Size, double Cost);
