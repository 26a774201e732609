namespace Harness.Inference;

/// <summary>The predictions of networks for an image.</summary>
/// <param name="Name">The image's name.</param>
/// <param name="Problem">Why it could not be read, to follow its name and a colon; null if it was.</param>
/// <param name="Probabilities">For each technique the probabilities of all classes, none for a technique that was not asked; empty if the image could not be read.</param>
public sealed record PredictedImage(string Name, string? Problem, IReadOnlyList<float[]> Probabilities)
{
    /// <summary>The most probable classes.</summary>
    /// <param name="technique">The place of the technique.</param>
    /// <param name="count">How many; all where there are fewer.</param>
    /// <returns>The indices of the classes and their probabilities, the most probable first; of equal ones the first class.</returns>
    public IReadOnlyList<(int Class, float Probability)> Top(int technique, int count) =>
        [.. Probabilities[technique].Index().OrderByDescending(item => item.Item).ThenBy(item => item.Index).Take(count).Select(item => (item.Index, item.Item))];
}
