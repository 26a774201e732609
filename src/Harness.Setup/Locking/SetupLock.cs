namespace Harness.Setup.Locking;

/// <summary>Lets one set-up of a folder build at a time. The operating system frees it when the process ends, however it ends.</summary>
internal sealed class SetupLock : IDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);

    private readonly FileStream _file;

    private SetupLock(FileStream file) => _file = file;

    /// <summary>Whether the previous set-up was stopped while it built: what it left may be half-written.</summary>
    public bool IsAfterStopped { get; private init; }

    /// <summary>Takes the lock; waits, with a message, while another set-up holds it.</summary>
    /// <param name="artifacts">The folder for build results, created if it does not exist.</param>
    /// <param name="messages">Where the message goes.</param>
    /// <exception cref="SetupException">The folder cannot be written.</exception>
    public static SetupLock Take(string artifacts, TextWriter messages)
    {
        try
        {
            Directory.CreateDirectory(artifacts);
            var path = Path.Combine(artifacts, "setup.lock");
            var file = TryOpen(path);
            if (file is null) messages.WriteLine("Another set-up of this folder is running; waiting for it to end ...");
            while (file is null)
            {
                Thread.Sleep(Pause);
                file = TryOpen(path);
            }
            return Begin(file);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new SetupException(
                $"the folder '{artifacts}' cannot be written: {exception.Message}", "Get write permission there, or clone the repository to a folder of your own.");
        }
    }

    /// <summary>Frees the lock, and records that nothing was left half-done.</summary>
    public void Dispose()
    {
        _file.SetLength(0);
        _file.Dispose();
    }

    private static SetupLock Begin(FileStream file)
    {
        var stopped = file.Length > 0;
        file.Write("building\n"u8);
        file.Flush();
        return new SetupLock(file) { IsAfterStopped = stopped };
    }

    // .NET locks the file on every system: flock on Linux and macOS, sharing on Windows.
    private static FileStream? TryOpen(string path)
    {
        try
        {
            return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException exception) when (HeldLock.IsMeantBy(exception))
        {
            return null;
        }
    }
}
