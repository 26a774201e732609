namespace Harness.Cli.Processes;

/// <summary>How to start this program again.</summary>
internal static class OwnProgram
{
    /// <summary>The environment variable in which run-all.sh says where it is.</summary>
    public const string ScriptVariable = "HARNESS_SCRIPT";

    /// <summary>The environment variable that chooses among the programs that run-all.sh has built.</summary>
    public const string BackendVariable = "TorchBackend";

    /// <summary>The environment variable that names the folder of another libtorch.</summary>
    public const string LibtorchVariable = "LIBTORCH";

    /// <summary>Now, on this machine: the program and what comes before the arguments.</summary>
    public static IReadOnlyList<string> Command { get; } =
        Path.GetFileNameWithoutExtension(Environment.ProcessPath!) == "dotnet" ? [Environment.ProcessPath!, Path.Combine(AppContext.BaseDirectory, "harness-cli.dll")] : [Environment.ProcessPath!];

    /// <summary>Later, on any machine that sees the same disk: by run-all.sh, if that started this process. A later build may have removed the folder from which
    /// this process runs; the script finds the new one, and sets what must be set before the program starts.</summary>
    public static IReadOnlyList<string> LaterCommand =>
        Environment.GetEnvironmentVariable(ScriptVariable) is { Length: > 0 } script ? [.. Variables(), "bash", script] : Command;

    private static IEnumerable<string> Variables()
    {
        List<string> set = [];
        if (Environment.GetEnvironmentVariable(BackendVariable) is { Length: > 0 } backend) set.Add($"{BackendVariable}={backend}");
        if (Environment.GetEnvironmentVariable(LibtorchVariable) is { Length: > 0 } folder) set.Add($"{LibtorchVariable}={Path.GetFullPath(folder)}");
        return set.Count == 0 ? [] : ["env", .. set];
    }
}
