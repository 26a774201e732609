using System.Diagnostics;

namespace Harness.Cli.Tests;

/// <summary>Runs the real program, as a user does.</summary>
internal static class HarnessProcess
{
    // run-all.sh names the program that users run; the one beside the tests has the same sources.
    private static readonly string Program = Environment.GetEnvironmentVariable("HARNESS_PROGRAM") is { Length: > 0 } program ? program : Path.Combine(AppContext.BaseDirectory, "harness-cli.dll");

    /// <summary>Runs a command to its end.</summary>
    public static (int ExitCode, string Output, string Error) Run(string folder, params string[] arguments) => Run(folder, [], arguments);

    /// <summary>Runs a command to its end with more variables in its environment.</summary>
    public static (int ExitCode, string Output, string Error) Run(string folder, Dictionary<string, string> environment, params string[] arguments)
    {
        using var process = Start(folder, environment, arguments);
        var error = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output, error.Result);
    }

    /// <summary>Starts a command and kills it, as <c>kill -9</c> does, unless it ends first.</summary>
    /// <returns>Whether it was killed.</returns>
    public static bool RunAndKill(string folder, TimeSpan after, params string[] arguments)
    {
        using var process = Start(folder, arguments);
        var output = Task.WhenAll(process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        if (process.WaitForExit(after))
        {
            output.Wait();
            return false;
        }
        process.Kill(entireProcessTree: true);
        process.WaitForExit();
        return true;
    }

    /// <summary>Starts a command whose output is read by the caller.</summary>
    public static Process Start(string folder, params string[] arguments) => Start(folder, [], arguments);

    private static Process Start(string folder, Dictionary<string, string> environment, string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", [Program, .. arguments])
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in environment) start.Environment[name] = value;
        return Process.Start(start)!;
    }
}
