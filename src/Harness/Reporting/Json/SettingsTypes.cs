using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Harness.Data;
using Harness.Experiments;

namespace Harness.Reporting.Json;

/// <summary>Leaves out of the settings what is not part of the experiment.</summary>
internal static class SettingsTypes
{
    /// <summary>The resolver for the serializer's options.</summary>
    public static IJsonTypeInfoResolver Resolver { get; } =
        new DefaultJsonTypeInfoResolver { Modifiers = { LeaveOutPaths } };

    // Where images and weights lay on one machine is not a setting of the experiment: the hashes under `information` say what they were.
    private static void LeaveOutPaths(JsonTypeInfo type)
    {
        var path = type.Type == typeof(DataSettings) ? nameof(DataSettings.Root) : type.Type == typeof(TargetSettings) ? nameof(TargetSettings.Root) : type.Type == typeof(Suite) ? nameof(Suite.Weights) : null;
        if (path is null) return;
        var name = JsonNamingPolicy.SnakeCaseLower.ConvertName(path);
        foreach (var property in type.Properties.Where(property => property.Name == name)) property.ShouldSerialize = static (_, _) => false;
    }
}
