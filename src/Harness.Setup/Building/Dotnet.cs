using System.Diagnostics;

namespace Harness.Setup.Building;

/// <summary>Runs the SDK.</summary>
internal static class Dotnet
{
    /// <summary>Runs a build command; its output goes only to the log.</summary>
    /// <returns>Whether it succeeded.</returns>
    public static bool Build(SetupFolders folders, params string[] arguments)
    {
        // No process may be left behind that holds the folder's files, or the caller's output, open.
        var quiet = new[] { "-c", "Release", "--nologo", "-noConsoleLogger", "-nodeReuse:false", $"-flp:LogFile={folders.Log};Verbosity=minimal;Encoding=UTF-8" };
        File.Delete(folders.Log);
        return Run(folders.Root, [.. arguments, .. quiet]) == 0;
    }

    /// <summary>Runs a command that shows its output.</summary>
    /// <returns>Its exit code.</returns>
    public static int Run(string folder, IEnumerable<string> arguments) => Run(folder, arguments, []);

    /// <summary>Runs a command that shows its output, with more variables in its environment.</summary>
    /// <returns>Its exit code.</returns>
    public static int Run(string folder, IEnumerable<string> arguments, Dictionary<string, string> environment)
    {
        var start = new ProcessStartInfo("dotnet", arguments) { WorkingDirectory = folder, UseShellExecute = false };
        foreach (var (name, value) in environment) start.Environment[name] = value;
        using var process = Process.Start(start)!;
        process.WaitForExit();
        return process.ExitCode;
    }
}
