namespace Harness.Serving;

/// <summary>A server's answer about images.</summary>
/// <param name="Images">The images in the order in which they came.</param>
public sealed record PredictionAnswer(IReadOnlyList<ImageAnswer> Images);

/// <summary>A server's answer about an image.</summary>
/// <param name="Image">The name of its file; <c>image</c> where it came without one.</param>
/// <param name="Predictions">The answer of each technique that was asked; null if the image cannot be classified.</param>
/// <param name="Problem">Why it cannot be classified; null if it can.</param>
public sealed record ImageAnswer(string Image, IReadOnlyList<TechniqueAnswer>? Predictions, string? Problem);

/// <summary>A technique's answer about an image.</summary>
/// <param name="Technique">Its name.</param>
/// <param name="Classes">The most probable classes, the most probable first.</param>
public sealed record TechniqueAnswer(string Technique, IReadOnlyList<ClassAnswer> Classes);

/// <summary>How probable a class is.</summary>
/// <param name="Class">Its name.</param>
/// <param name="Probability">0…1; the mean of all seeds.</param>
public sealed record ClassAnswer(string Class, float Probability);

/// <summary>What a server serves.</summary>
/// <param name="Suite">The suite of the networks.</param>
/// <param name="Classes">The names of the classes.</param>
/// <param name="Techniques">The techniques, the one with the highest validation accuracy first: it answers where none is named.</param>
/// <param name="ImageSize">Height and width of what the networks see, in pixels.</param>
public sealed record ModelAnswer(string Suite, IReadOnlyList<string> Classes, IReadOnlyList<ServedTechnique> Techniques, int ImageSize);

/// <summary>A technique that is served.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Seeds">How many networks, one per seed, are averaged.</param>
/// <param name="ValidAccuracy">Their mean accuracy on the validation images, 0…1.</param>
public sealed record ServedTechnique(string Name, int Seeds, double ValidAccuracy);

/// <summary>The health of a server.</summary>
/// <param name="Status"><c>ok</c>.</param>
public sealed record HealthAnswer(string Status);
