namespace Harness.Data.Manifests;

/// <summary>What was found when an image file was read.</summary>
/// <param name="Sha256">The hash of its bytes, in lower-case hexadecimal; empty where they could not be read.</param>
/// <param name="Problem">What is wrong, to follow the file's name in a sentence; null for nothing.</param>
/// <param name="IsMissing">Whether there is no such file.</param>
internal readonly record struct FileInspection(string Sha256, string? Problem, bool IsMissing = false);
