using System.CommandLine;

namespace Harness.Cli.Commands;

/// <summary>Options that say where and with how many threads something is computed, the same for every command that has them.</summary>
internal static class ComputeOptions
{
    /// <summary>The maximum number of threads: more are of no use, and tens of thousands would crash the process.</summary>
    public const int MaximumThreads = 256;

    /// <summary>The one device of a command that does not train.</summary>
    /// <returns>The option.</returns>
    public static Option<string> Device() => new("--device") { Description = "auto, cpu, cuda or cuda:N.", DefaultValueFactory = _ => "auto", HelpName = "device" };

    /// <summary>The number of threads that decode images; null for one per core.</summary>
    /// <returns>The option.</returns>
    public static Option<int?> Workers() =>
        WholeNumber.Option("--workers", $"Decoding workers, 1 to {MaximumThreads} (default: one per core). Results do not depend on it.", "n", maximum: MaximumThreads);
}
