using Harness.Running.Collecting;

namespace Harness.Reporting;

/// <summary>Marks the report of a dry run, which looks like any other.</summary>
internal static class DryRun
{
    /// <summary>Warns of the numbers.</summary>
    /// <param name="result">The suite's result.</param>
    /// <returns>A single line; null for a full run.</returns>
    public static string? Warning(SuiteResult result) => result.DryBatches switch
    {
        null => null,
        2 => "DRY RUN: two batches an epoch, the numbers mean nothing.",
        { } batches => $"DRY RUN: {Format.Count(batches)} batches an epoch, the numbers mean nothing.",
    };
}
