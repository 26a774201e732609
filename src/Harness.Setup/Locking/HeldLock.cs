namespace Harness.Setup.Locking;

/// <summary>Tells the error of a lock that another process holds from others, such as that of a disk that can only be read, which never end. The library compiles this
/// file, too: set-up cannot reference the library.</summary>
internal static class HeldLock
{
    // ERROR_SHARING_VIOLATION of Windows; EWOULDBLOCK of Linux and of macOS.
    private const int SharingViolation = 32;
    private const int WouldBlockOnLinux = 11;
    private const int WouldBlockOnMacOS = 35;

    /// <summary>Whether an error says that another process holds the lock.</summary>
    /// <param name="exception">What opening the file gave.</param>
    public static bool IsMeantBy(IOException exception) =>
        OperatingSystem.IsWindows() ? (exception.HResult & 0xFFFF) == SharingViolation : exception.HResult is WouldBlockOnLinux or WouldBlockOnMacOS;
}
