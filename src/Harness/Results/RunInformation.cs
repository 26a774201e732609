using System.Text.Json.Serialization;

namespace Harness.Results;

/// <summary>The facts about a run in <c>run.json</c> and the head of every report.</summary>
public sealed record RunInformation
{
    /// <summary>The version of Harness.</summary>
    public required string HarnessVersion { get; init; }

    /// <summary>The version of libtorch.</summary>
    public required string TorchVersion { get; init; }

    /// <summary>The version of the .NET runtime.</summary>
    public required string DotnetVersion { get; init; }

    /// <summary>The operating system.</summary>
    public required string OperatingSystem { get; init; }

    /// <summary>The processor's name.</summary>
    public required string Processor { get; init; }

    /// <summary>The instruction sets that the processor offers and the environment leaves: with threads and precision they decide the last bits. Empty where it is not known.</summary>
    public string InstructionSets { get; init; } = "";

    /// <summary>The number of threads that libtorch used.</summary>
    public required int Threads { get; init; }

    /// <summary>The number of decoding workers; the results do not depend on it.</summary>
    public required int Workers { get; init; }

    /// <summary><c>cpu</c> or <c>cuda</c>.</summary>
    public required string Device { get; init; }

    /// <summary><c>float32</c> or <c>bfloat16</c>: the precision in which backbones computed.</summary>
    public string Precision { get; init; } = "float32";

    /// <summary>Whether batch norm was folded into the convolutions of backbones that were evaluated or frozen.</summary>
    public bool FoldsBatchNorm { get; init; }

    /// <summary>Whether this machine computed convolutions by Winograd's algorithm, where it takes them, and did not leave all of them to libtorch.</summary>
    public bool UsesWinograd { get; init; }

    /// <summary>The command line, without the program.</summary>
    public required string CommandLine { get; init; }

    /// <summary>When the run ended, UTC.</summary>
    public required DateTimeOffset Finished { get; init; }

    /// <summary>The hash of the manifest.</summary>
    public required string ManifestHash { get; init; }

    /// <summary>The hash of the manifest of the target domain; null for no target.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? TargetManifestHash { get; init; }

    /// <summary>The hash of the table of labels; null for none.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? LabelsHash { get; init; }

    /// <summary>The SHA-256 of the weights file; null for random initialization.</summary>
    public string? WeightsHash { get; init; }

    /// <summary>The weights as named by the suite or the command line; null for random initialization.</summary>
    public string? Weights { get; init; }

    /// <summary>Where the weights are in their file, such as <c>state_dict.module</c>; null if they are at its top, or there are none.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? WeightsPlace { get; init; }
}
