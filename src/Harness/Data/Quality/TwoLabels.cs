using Harness.Data.Splits;
using Harness.Diagnostics;

namespace Harness.Data.Quality;

/// <summary>Refuses images that are in two classes: whatever a network predicts for such a pair, half of it counts as wrong.</summary>
internal static class TwoLabels
{
    private const int Shown = 20;

    /// <summary>Stops if there are such images and the suite does not keep them.</summary>
    /// <param name="manifest">The images with their hashes.</param>
    /// <param name="split">What the suite says.</param>
    /// <exception cref="HarnessException">There are; all pairs are named.</exception>
    public static void Refuse(Manifest manifest, SplitSettings split)
    {
        if (split.KeepsTwoLabels) return;
        var pairs = CopiedImages.Of(manifest).OtherClass;
        if (pairs.Count == 0) return;
        throw new HarnessException(
            $"{pairs.Count} {(pairs.Count == 1 ? "image is" : "images are")} in two classes, byte for byte:"
                + string.Concat(pairs.Take(Shown).Select(pair => $"{Environment.NewLine}    {pair.Path} and {pair.Original}"))
                + (pairs.Count > Shown ? $"{Environment.NewLine}    … and {pairs.Count - Shown} more" : ""),
            "At least one of each pair has a wrong label: remove it. To keep both anyway, add 'two_labels: keep' to the suite's split.");
    }
}
