namespace Harness.Running;

/// <summary>What a report says of the machine.</summary>
internal static class Machine
{
    /// <summary>The processor's name and its cores, as the operating system knows them.</summary>
    public static string ProcessorName { get; } = $"{Model() ?? "unknown processor"}, {Environment.ProcessorCount} cores";

    private static string? Model()
    {
        const string linuxFile = "/proc/cpuinfo";
        if (!File.Exists(linuxFile)) return Environment.GetEnvironmentVariable("PROCESSOR_IDENTIFIER");
        var line = File.ReadLines(linuxFile).FirstOrDefault(text => text.StartsWith("model name", StringComparison.Ordinal));
        return line?[(line.IndexOf(':') + 1)..].Trim();
    }
}
