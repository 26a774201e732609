using Harness.Diagnostics;

namespace Harness.Storage;

/// <summary>The content of a store: for people who want to know what fills their disk, and for pruning.</summary>
/// <param name="Epochs">The epochs, in ordinal order of their keys.</param>
/// <param name="OtherBytes">The length of everything else: what is being written, and what a killed process left.</param>
public sealed record StoreContents(IReadOnlyList<StoredEpoch> Epochs, long OtherBytes)
{
    /// <summary>The length of all files.</summary>
    public long Bytes => OtherBytes + Epochs.Sum(epoch => epoch.Bytes);

    /// <summary>Reads what a store holds.</summary>
    /// <param name="root">Its folder.</param>
    /// <returns>The contents.</returns>
    /// <exception cref="HarnessException">There is no such folder, it is not a store, or it cannot be read.</exception>
    public static StoreContents Read(string root) => Reading(root, layout =>
    {
        var uses = EpochUses.Read(layout);
        return new StoreContents([.. layout.Epochs().Select(files => Read(files, uses)).OfType<StoredEpoch>()], BytesIn(layout.Incoming) + BytesIn(layout.Uses));
    });

    /// <summary>The length of all files of a store.</summary>
    /// <param name="root">Its folder.</param>
    /// <returns>The number of bytes.</returns>
    /// <exception cref="HarnessException">There is no such folder, it is not a store, or it cannot be read.</exception>
    public static long BytesOf(string root) => Reading(root, layout => BytesIn(layout.Root));

    /// <summary>Does something with the files of a store.</summary>
    internal static T Reading<T>(string root, Func<StoreLayout, T> read)
    {
        var layout = new StoreLayout(Path.GetFullPath(root));
        if (File.Exists(layout.Root)) throw new HarnessException($"The store of finished epochs '{layout.Root}' is a file.", "Name a folder with --store PATH.");
        if (!Directory.Exists(layout.Root))
            throw new HarnessException($"There is no store of finished epochs: '{layout.Root}' does not exist.", "A run creates it. If it is elsewhere, name it with --store PATH.");
        if (!Directory.Exists(layout.Incoming))
            throw new HarnessException($"'{layout.Root}' is not a store of finished epochs: it has no folder 'incoming'.", "Name the folder that runs were given with --store PATH.");
        try
        {
            return read(layout);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new HarnessException(
                $"The store of finished epochs '{layout.Root}' cannot be read or changed: {exception.Message}", "Check its permissions and that its disk is available.", exception);
        }
    }

    private static StoredEpoch? Read(StoredFiles files, EpochUses uses)
    {
        if (!Directory.Exists(files.Folder)) return null;
        var file = files.Describe(files.Key);
        var use = uses.Of(files.Key);
        IEnumerable<string> suites = file?.Suite is { } suite ? [suite, .. use.Suites] : use.Suites;
        return new(
            files.Key, [.. suites.Distinct().Order(StringComparer.Ordinal)], file?.Techniques ?? [], file?.Backbone, file?.Seed ?? 0, file?.Epoch ?? 0,
            BytesIn(files.Folder), use.Last ?? Directory.GetLastWriteTimeUtc(files.Folder), use.IsNow);
    }

    private static long BytesIn(string folder)
    {
        if (!Directory.Exists(folder)) return 0;
        return new DirectoryInfo(folder).EnumerateFiles("*", SearchOption.AllDirectories).Sum(LengthOf);
    }

    // What is removed meanwhile takes no room.
    private static long LengthOf(FileInfo file)
    {
        try
        {
            return file.Length;
        }
        catch (IOException exception) when (StoredFiles.IsGone(exception))
        {
            return 0;
        }
    }
}
