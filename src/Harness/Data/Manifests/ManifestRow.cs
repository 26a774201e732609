using Harness.Data.Splits;

namespace Harness.Data.Manifests;

/// <summary>One line of the manifest file.</summary>
/// <param name="Path">Relative to the root, with forward slashes.</param>
/// <param name="Label">The name of its class, which is the first part of the path.</param>
/// <param name="Part">What the image is there for.</param>
/// <param name="Sha256">The hash of the file's bytes, in lower-case hexadecimal.</param>
internal readonly record struct ManifestRow(string Path, string Label, SplitPart Part, string Sha256)
{
    /// <summary>A part as manifests write it.</summary>
    /// <param name="part">The part.</param>
    /// <returns><c>train</c>, <c>valid</c> or <c>test</c>.</returns>
    public static string Word(SplitPart part) => part switch
    {
        SplitPart.Valid => "valid",
        SplitPart.Test => "test",
        _ => "train",
    };
}

/// <summary>One line of the list of images that were left out.</summary>
/// <param name="Path">Relative to the root, with forward slashes.</param>
/// <param name="Reason">What was wrong with the file.</param>
/// <param name="Sha256">The hash of the file's bytes, in lower-case hexadecimal; empty where they could not be read.</param>
internal readonly record struct SkippedRow(string Path, string Reason, string Sha256);
