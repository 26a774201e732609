using Harness.Results;

namespace Harness.Running.Folders;

/// <summary>The results folders of a suite that may be run on several splits.</summary>
/// <param name="Count">The number of splits.</param>
/// <param name="Folder">The full path of the results folder of all of them.</param>
public sealed record SplitResults(int Count, string Folder)
{
    /// <summary>The results folder of one split.</summary>
    /// <param name="split">Which, from 0.</param>
    /// <returns>Its full path: that of all, if there is one.</returns>
    public string Of(int split) => Count == 1 ? Folder : Path.Combine(Folder, ResultFileNames.Split(split + 1));

    /// <summary>The file that says which images are in which part of a split.</summary>
    /// <param name="split">Which, from 0.</param>
    /// <returns>Its full path.</returns>
    public string ManifestOf(int split) => Path.Combine(Of(split), ResultFileNames.Manifest);
}
