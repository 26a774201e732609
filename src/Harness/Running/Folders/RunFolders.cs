using Harness.Experiments;
using Harness.Results;

namespace Harness.Running.Folders;

/// <summary>Where a run writes.</summary>
internal static class RunFolders
{
    /// <summary>The results folder of a suite.</summary>
    /// <param name="options">The options of the command.</param>
    /// <param name="suite">The suite.</param>
    /// <returns>Its full path. A dry run has its own folder, so that its numbers never take the place of a full run's.</returns>
    public static string Results(RunOptions options, Suite suite)
    {
        var folder = Path.TrimEndingDirectorySeparator(Path.GetFullPath(options.OutputFolder ?? Path.Combine("results", suite.Name)));
        return options.Dry && !IsDry(folder) ? folder + SuiteName.DryEnding : folder;
    }

    private static bool IsDry(string folder) => folder.EndsWith(SuiteName.DryEnding, StringComparison.Ordinal)
        || (Path.GetFileName(folder).StartsWith(ResultFileNames.SplitPrefix, StringComparison.Ordinal) && Path.GetDirectoryName(folder)!.EndsWith(SuiteName.DryEnding, StringComparison.Ordinal));

    /// <summary>The folder of finished epochs.</summary>
    /// <param name="storeFolder">What the command says; null for nothing.</param>
    /// <returns>Its path; relative to the current folder unless the command says otherwise.</returns>
    public static string Store(string? storeFolder) => storeFolder ?? Path.Combine("results", "store");
}
