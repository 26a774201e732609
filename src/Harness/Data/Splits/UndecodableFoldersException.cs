using Harness.Diagnostics;

namespace Harness.Data.Splits;

/// <summary>There are folders that cannot be opened, since their names are not valid UTF-8.</summary>
/// <param name="folders">All of them, as full paths with a replacement character for what cannot be read.</param>
internal sealed class UndecodableFoldersException(IReadOnlyList<string> folders) : HarnessException(Describe(folders), "Rename them. " + FileNames.RenameAdvice)
{
    /// <summary>The folders.</summary>
    public IReadOnlyList<string> Folders { get; } = folders;

    private static string Describe(IReadOnlyList<string> folders) =>
        $"{(folders.Count == 1 ? "The name of this folder is" : "The names of these folders are")} not valid UTF-8 and cannot be opened:"
            + string.Concat(folders.Distinct().Order(StringComparer.Ordinal).Select(path => Environment.NewLine + "    " + path));
}
