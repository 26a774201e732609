using Harness.Running.Collecting;

namespace Harness.Reporting;

/// <summary>Says that a suite's images are drawn, wherever its numbers could be taken for those of photographs.</summary>
internal static class SyntheticImages
{
    /// <summary>The warning.</summary>
    /// <param name="result">The suite's result.</param>
    /// <returns>A sentence; null where the images are not drawn.</returns>
    public static string? Warning(SuiteResult result) =>
        result.Suite.Data.Synthetic is null ? null : "The images are SYNTHETIC, drawn by harness: these accuracies say nothing about photographs.";
}
