using System.Diagnostics;

namespace Harness.Tests.Storage;

/// <summary>A folder that cannot be removed, whoever runs the test, though the one that it is in can be renamed. The test is skipped where that is not possible.</summary>
internal sealed class UndeletableFolder : IDisposable
{
    private const string Name = "kept";
    private const UnixFileMode ReadOnly = UnixFileMode.UserRead | UnixFileMode.UserExecute;

    private readonly string _root;

    /// <summary>Makes the folder.</summary>
    /// <param name="root">The test's folder, in which it stays.</param>
    /// <param name="parent">Where to make it.</param>
    public UndeletableFolder(string root, string parent)
    {
        Skip.If(OperatingSystem.IsWindows(), "there, what is open cannot be renamed either");
        _root = root;
        var folder = Directory.CreateDirectory(Path.Combine(parent, Name)).FullName;
        File.WriteAllText(Path.Combine(folder, "file"), "");
        // Nothing but this attribute keeps root from removing a file.
        var isKept = Environment.IsPrivilegedProcess ? ChangeAttribute("+i", Path.Combine(folder, "file")) : SetMode(folder, ReadOnly);
        Skip.IfNot(isKept, "no file can be made undeletable here");
    }

    public void Dispose()
    {
        foreach (var folder in Directory.GetDirectories(_root, Name, SearchOption.AllDirectories))
        {
            if (Environment.IsPrivilegedProcess) ChangeAttribute("-i", Path.Combine(folder, "file"));
            else SetMode(folder, ReadOnly | UnixFileMode.UserWrite);
        }
    }

    private static bool SetMode(string folder, UnixFileMode mode)
    {
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(folder, mode);
        return true;
    }

    private static bool ChangeAttribute(string change, string file)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo("chattr", [change, file]) { RedirectStandardError = true })!;
            process.StandardError.ReadToEnd();
            process.WaitForExit();
            return process.ExitCode == 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }
}
