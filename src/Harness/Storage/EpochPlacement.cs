using Harness.Files;

namespace Harness.Storage;

/// <summary>Moves a finished epoch to its place in a store, where other processes may do the same with equal copies at the same time.</summary>
/// <param name="layout">The store.</param>
internal sealed class EpochPlacement(StoreLayout layout)
{
    // Each time, another process has put a damaged copy into the place meanwhile.
    private const int MaximumTries = 10;
    private static readonly TimeSpan PauseBetweenTries = TimeSpan.FromMilliseconds(20);

    /// <summary>Moves an epoch to its place by a single rename, unless an equal copy is there.</summary>
    /// <param name="files">Its files, in the folder of what is being written.</param>
    /// <param name="key">Its key.</param>
    /// <exception cref="IOException">It cannot be moved.</exception>
    /// <exception cref="UnauthorizedAccessException">It cannot be moved.</exception>
    /// <remarks>
    /// A folder that exists refuses the rename. It is another process's equal copy, unless it is damaged, which is why this epoch was run again. A rename that
    /// is reported as failed though it was done, as an NFS server may do when asked twice, looks the same.
    /// </remarks>
    public void Move(StoredFiles files, string key)
    {
        var place = layout.OfEpoch(key);
        Directory.CreateDirectory(Path.GetDirectoryName(place.Folder)!);
        for (var tries = 1; ; tries++)
        {
            try
            {
                Directory.Move(files.Folder, place.Folder);
                return;
            }
            catch (IOException) when (place.IsWhole(key))
            {
                files.HandOnTest(place);
                return;
            }
            catch (IOException) when (tries < MaximumTries)
            {
                // A damaged copy is there, or was until another process removed it a moment ago; or, on Windows, a program has a new file open, such as a scanner for
                // viruses, which takes moments. Any other cause will show again.
                TakeAway(place, key, files);
                Thread.Sleep(PauseBetweenTries * tries);
            }
        }
    }

    // Aside first and then looked at again: between the first look and the rename, another process may have put a whole copy there. What was measured on test images
    // continues to the copy that takes the place: it has the same key, and so the same network, and the images need not be opened once more.
    private void TakeAway(StoredFiles place, string key, StoredFiles successor)
    {
        var aside = new StoredFiles(layout.NewIncoming());
        try
        {
            Directory.Move(place.Folder, aside.Folder);
            if (aside.IsWhole(key)) Directory.Move(aside.Folder, place.Folder);
            else aside.HandOnTest(successor);
        }
        catch (IOException)
        {
            // Another process took it away, or has put its own into the place.
        }
        FileRemoval.DeleteIfPossible(aside.Folder);
    }
}
