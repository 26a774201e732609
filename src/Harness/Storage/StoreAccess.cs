using Harness.Diagnostics;

namespace Harness.Storage;

/// <summary>Reads and writes in a store, and says in words what the disk does not allow.</summary>
/// <param name="layout">The store.</param>
internal sealed class StoreAccess(StoreLayout layout)
{
    // The numbers of the operating systems' errors: ENOSPC, ERROR_HANDLE_DISK_FULL and ERROR_DISK_FULL.
    private const int NoSpace = 28;
    private const int ErrorHandleDiskFull = 39;
    private const int ErrorDiskFull = 112;

    /// <summary>Reads files of an epoch. What does not exist is not an error; what exists but cannot be read would be trained again in vain.</summary>
    /// <param name="key">The epoch's key.</param>
    /// <param name="read">Reads them; null for what is not there.</param>
    /// <returns>What was read.</returns>
    /// <exception cref="HarnessException">They cannot be read.</exception>
    public T? Read<T>(string key, Func<StoredFiles, T?> read)
        where T : class
    {
        var files = layout.OfEpoch(key);
        try
        {
            return read(files);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new HarnessException(
                $"'{files.Folder}' in the store of finished epochs cannot be read: {exception.Message}", "Check its permissions and that its disk is available, or use another folder with --store PATH.", exception);
        }
    }

    /// <summary>Writes into the store.</summary>
    /// <param name="write">Writes.</param>
    /// <exception cref="HarnessException">It cannot be written.</exception>
    public void Write(Action write)
    {
        try
        {
            write();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw NotWritable(exception, exception);
        }
        catch (HarnessException exception) when (exception.InnerException is IOException or UnauthorizedAccessException)
        {
            // It names a file of a folder that is gone by now; what matters is the store.
            throw NotWritable(exception.InnerException, exception);
        }
    }

    private HarnessException NotWritable(Exception reason, Exception inner) => new(
        $"The store of finished epochs '{layout.Root}' cannot be written: {(IsFullDisk(reason) ? "the disk is full" : reason.Message)}",
        "Free some space or fix the permissions, then run the same command again: finished epochs are kept, and the run continues after them. "
        + "--store PATH uses another folder.",
        inner);

    private static bool IsFullDisk(Exception exception) =>
        OperatingSystem.IsWindows() ? (exception.HResult & 0xFFFF) is ErrorHandleDiskFull or ErrorDiskFull : exception.HResult == NoSpace;
}
