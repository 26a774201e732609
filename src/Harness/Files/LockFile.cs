using Harness.Setup.Locking;

namespace Harness.Files;

/// <summary>A lock that the operating system frees when the process ends, however it ends. It also holds between machines, if their shared disk has locks.</summary>
/// <remarks>The file is removed when nobody holds it any longer, unless a kill left it there, where it locks nothing.</remarks>
internal sealed class LockFile : IDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);
    // A process that ends holds the file alone for a moment, to remove it.
    private const int SharingTries = 40;

    private readonly FileStream _file;
    private readonly bool _isShared;

    private LockFile(FileStream file, bool isShared) => (_file, _isShared) = (file, isShared);

    /// <summary>Takes a lock that no one else can hold at the same time.</summary>
    /// <param name="path">The file, in a folder that exists.</param>
    /// <returns>The lock.</returns>
    /// <exception cref="IOException">Another process holds it (<see cref="IsHeld"/>), or the file cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">The file cannot be written.</exception>
    public static LockFile Take(string path) => new(Open(path, isShared: false), isShared: false);

    /// <summary>Takes a lock that others can share, and that keeps out those who want it alone.</summary>
    /// <param name="path">The file, in a folder that exists.</param>
    /// <returns>The lock.</returns>
    /// <exception cref="IOException">Another process holds it alone (<see cref="IsHeld"/>), or the file cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">The file cannot be written.</exception>
    public static LockFile Share(string path)
    {
        for (var tries = 1; ; tries++)
        {
            try
            {
                return new(Open(path, isShared: true), isShared: true);
            }
            catch (IOException exception) when (IsHeld(exception) && tries < SharingTries)
            {
                Thread.Sleep(Pause);
            }
        }
    }

    /// <summary>Takes a lock as <see cref="Take"/> does, and waits while another process holds it.</summary>
    /// <param name="path">The file, in a folder that exists.</param>
    /// <param name="cancellation">Ends the waiting.</param>
    /// <returns>The lock.</returns>
    /// <exception cref="IOException">The file cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">The file cannot be written.</exception>
    /// <exception cref="OperationCanceledException">It was canceled.</exception>
    public static LockFile Await(string path, CancellationToken cancellation)
    {
        while (true)
        {
            try
            {
                return Take(path);
            }
            catch (IOException exception) when (IsHeld(exception))
            {
                cancellation.WaitHandle.WaitOne(Pause);
                cancellation.ThrowIfCancellationRequested();
            }
        }
    }

    /// <summary>Whether an error says that another process holds the lock.</summary>
    public static bool IsHeld(IOException exception) => HeldLock.IsMeantBy(exception);

    /// <inheritdoc/>
    public void Dispose()
    {
        try
        {
            if (_isShared) RemoveIfLast();
            // While it is still held, so that it is never another process's. Windows deletes it by itself on closing.
            else if (!OperatingSystem.IsWindows()) File.Delete(_file.Name);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // A file that stays does no harm: the lock itself ends with the handle.
        }
        finally
        {
            _file.Dispose();
        }
    }

    private void RemoveIfLast()
    {
        _file.Dispose();
        Take(_file.Name).Dispose();
    }

    // Between opening and locking, the process that held the file may have deleted it: such a file would lock nothing.
    private static FileStream Open(string path, bool isShared)
    {
        var options = !isShared && OperatingSystem.IsWindows() ? FileOptions.DeleteOnClose : FileOptions.None;
        while (true)
        {
            // A lock for writing cannot be shared on NFS, one for reading can.
            var file = isShared
                ? new FileStream(path, FileMode.OpenOrCreate, FileAccess.Read, FileShare.Read, 1, options)
                : new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, 1, options);
            if (File.GetLastWriteTimeUtc(file.SafeFileHandle) == File.GetLastWriteTimeUtc(path)) return file;
            file.Dispose();
        }
    }
}
