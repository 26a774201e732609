using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Harness.Experiments;

namespace Harness.Reporting.Json;

/// <summary>Lets every kind of layer, optimizer and transform be written with its own settings and the name of its kind.</summary>
internal static class SettingsTypes
{
    // The suffixes that the classes of each kind bear: LinearLayer is the layer `linear`.
    private static readonly Dictionary<Type, string> Suffixes = new()
    {
        [typeof(HeadLayer)] = "Layer",
        [typeof(OptimizerSettings)] = "Settings",
        [typeof(TransformSettings)] = "Settings",
    };

    /// <summary>The resolver for the serialiser's options.</summary>
    public static IJsonTypeInfoResolver Resolver { get; } =
        new DefaultJsonTypeInfoResolver { Modifiers = { NameKinds, LeaveOutPaths } };

    // Found by reflection so that a new layer or transform needs no second registration here.
    private static void NameKinds(JsonTypeInfo type)
    {
        if (!Suffixes.TryGetValue(type.Type, out var suffix)) return;
        type.PolymorphismOptions = new() { TypeDiscriminatorPropertyName = "kind" };
        var kinds = type.Type.Assembly.GetTypes().Where(kind => kind.BaseType == type.Type);
        foreach (var kind in kinds.OrderBy(kind => kind.Name, StringComparer.Ordinal))
            type.PolymorphismOptions.DerivedTypes.Add(new(kind, Name(kind, suffix)));
    }

    private static string Name(Type kind, string suffix) => JsonNamingPolicy.SnakeCaseLower.ConvertName(kind.Name[..^suffix.Length]);

    // Where images and weights lay on one machine is no setting of the experiment: the hashes under `information` say what they were.
    private static void LeaveOutPaths(JsonTypeInfo type)
    {
        var path = type.Type == typeof(DataSettings) ? nameof(DataSettings.Root) : type.Type == typeof(Suite) ? nameof(Suite.Weights) : null;
        if (path is null) return;
        var name = JsonNamingPolicy.SnakeCaseLower.ConvertName(path);
        foreach (var property in type.Properties.Where(property => property.Name == name)) property.ShouldSerialize = static (_, _) => false;
    }
}
