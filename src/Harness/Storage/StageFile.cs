using System.Text.Json;
using System.Text.Json.Serialization;
using Harness.Reporting;

namespace Harness.Storage;

/// <summary>The contents of a stage's <c>stage.json</c>.</summary>
internal sealed record StageFile
{
    /// <summary>How it is written: snake case like every other file, numbers exactly.</summary>
    public static JsonSerializerOptions Format { get; } = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        WriteIndented = true,
    };

    public required string Key { get; init; }

    public string? Parent { get; init; }

    /// <summary>Who used it when it was run; for people who look at the store.</summary>
    public required IReadOnlyList<string> Techniques { get; init; }

    public required long Seed { get; init; }

    public required int Epoch { get; init; }

    public EpochResult? Result { get; init; }

    public string? Failure { get; init; }

    /// <summary>The SHA-256 of the other files of the stage.</summary>
    public required IReadOnlyDictionary<string, string> Files { get; init; }
}
