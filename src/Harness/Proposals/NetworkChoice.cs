namespace Harness.Proposals;

/// <summary>A backbone, its weights, and the size of the images that it sees.</summary>
/// <param name="Backbone">The name of the backbone.</param>
/// <param name="Weights">A full path, the name of published weights, or <c>none</c>.</param>
/// <param name="Size">The side of the images, in pixels.</param>
/// <param name="Cost">About the arithmetic for one image: a prediction of time before anything is measured. The ratio of two counts alone.</param>
public sealed record NetworkChoice(string Backbone, string Weights, int Size, double Cost);
