using System.Globalization;
using System.Text.Json.Serialization;
using Harness.Libtorch;

namespace Harness.Running.Parts;

/// <summary>What all parts of a suite must have in common: the contents of <c>parts.json</c>.</summary>
internal sealed record PartsDescription
{
    /// <summary>The address of the plan that they are parts of, which alone decides whether two parts fit together; everything else here is for people.</summary>
    public required string Plan { get; init; }

    /// <summary>Settings on which the plan depends, with the words that a message has for them.</summary>
    public required IReadOnlyDictionary<string, string> Settings { get; init; }

    /// <summary>Describes the parts that a session would train.</summary>
    /// <param name="session">The session.</param>
    /// <returns>The description.</returns>
    public static PartsDescription Of(SuiteSession session) => new()
    {
        Plan = session.Plan.Key,
        Settings = new SortedDictionary<string, string>(StringComparer.Ordinal)
        {
            ["suite"] = session.Suite.Name,
            ["techniques"] = string.Join(", ", session.Suite.Techniques.Select(technique => technique.Name)),
            ["seeds"] = string.Join(' ', session.Suite.Seeds),
            ["backbone"] = session.Suite.Backbone,
            ["images (hash)"] = session.Manifest.Hash,
            ["weights (hash)"] = session.WeightsHash ?? "none",
            ["device"] = session.ComputeDevice.Name,
            ["libtorch"] = TorchLibrary.Version,
            ["threads"] = session.PlanInputs.Numerics.SplitsSums ? session.ComputeDevice.Threads.ToString(CultureInfo.InvariantCulture) : "any",
            ["precision"] = session.Compute.Precision.ToString(),
            ["batch norm"] = session.Compute.FoldsBatchNorm ? "folded" : "not folded",
            ["convolutions"] = session.Compute.AllowsWinograd ? "by Winograd's algorithm where possible" : "by libtorch",
            ["sharing"] = session.Options.Share ? "on" : "off",
            ["epochs"] = session.Options.Dry ? "of two batches" : "whole",
        },
    };

    /// <summary>What differs from other parts, in words.</summary>
    /// <param name="others">What the others have.</param>
    /// <returns>One clause per setting; one in general terms if no setting explains it; null if they belong to the same plan.</returns>
    public string? DifferenceFrom(PartsDescription others)
    {
        if (Plan == others.Plan) return null;
        var differences = Settings
            .Where(mine => others.Settings.GetValueOrDefault(mine.Key) != mine.Value)
            .Select(mine => $"{mine.Key}: '{mine.Value}' here, '{others.Settings.GetValueOrDefault(mine.Key)}' there")
            .ToList();
        return differences.Count > 0 ? string.Join("; ", differences) : "a setting of the suite or of one of its techniques";
    }
}

/// <summary>How <see cref="PartsDescription"/> is written.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, WriteIndented = true, RespectNullableAnnotations = true)]
[JsonSerializable(typeof(PartsDescription))]
internal sealed partial class PartsFormat : JsonSerializerContext;
