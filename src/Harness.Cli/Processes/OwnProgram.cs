namespace Harness.Cli.Processes;

/// <summary>How this program is started once more, here or on another machine that sees the same disk.</summary>
internal static class OwnProgram
{
    /// <summary>The program and what comes before the arguments.</summary>
    public static IReadOnlyList<string> Command { get; } =
        Path.GetFileNameWithoutExtension(Environment.ProcessPath!) == "dotnet" ? [Environment.ProcessPath!, Path.Combine(AppContext.BaseDirectory, "harness-cli.dll")] : [Environment.ProcessPath!];
}
