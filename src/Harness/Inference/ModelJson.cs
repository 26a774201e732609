using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Harness.Data.Transforms;
using Harness.Diagnostics;
using Harness.Experiments.Reading;
using Harness.Models.Heads;
using Harness.Yaml;

namespace Harness.Inference;

/// <summary>Descriptions of networks as JSON. Heads and transforms are written as in a suite, and read by the readers of suites, since JSON is YAML.</summary>
internal static class ModelJson
{
    /// <summary>The version of what is written. A reader refuses others.</summary>
    public const int Version = 1;

    private static readonly JsonSerializerOptions Options = new()
    {
        WriteIndented = true,
        NewLine = "\n",
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        // None of it goes into a page, so names in other scripts stay readable.
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        RespectNullableAnnotations = true,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower), new HeadConverter(), new TransformConverter() },
    };

    /// <summary>Writes a description.</summary>
    /// <param name="value">The description.</param>
    /// <returns>JSON.</returns>
    public static string Write<T>(T value)
    {
        var json = JsonSerializer.SerializeToNode(value, Options)!.AsObject();
        json.Insert(0, "version", Version);
        return json.ToJsonString(Options) + "\n";
    }

    /// <summary>Reads a description.</summary>
    /// <param name="source">Where it is, for messages.</param>
    /// <param name="text">JSON.</param>
    /// <param name="remedy">What to do where it is damaged or of another version.</param>
    /// <returns>The description.</returns>
    /// <exception cref="HarnessException">It is damaged, or of another version.</exception>
    public static T Read<T>(string source, string text, string remedy)
    {
        try
        {
            var json = JsonNode.Parse(text) as JsonObject ?? throw new JsonException("it is not a JSON object");
            var version = json["version"]?.GetValue<int>() ?? throw new JsonException("it names no version");
            if (version != Version)
                throw new HarnessException($"{source} is of version {version} of the format, and this Harness reads version {Version}.", remedy);
            json.Remove("version");
            return json.Deserialize<T>(Options) ?? throw new JsonException("it is empty");
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException or FormatException)
        {
            throw new HarnessException($"{source} is damaged, or not a description of networks: {exception.Message}", remedy, exception);
        }
    }

    private static T ReadYaml<T>(ref Utf8JsonReader reader, Func<YamlNode, DiagnosticBag, T?> read)
        where T : class
    {
        var errors = new DiagnosticBag();
        var node = YamlComposer.Compose("JSON", JsonNode.Parse(ref reader)!.ToJsonString(), errors);
        var value = node is null ? null : read(node, errors);
        return value is not null && errors.Count == 0 ? value : throw new JsonException(string.Join("; ", errors.Found.Select(found => found.Message)));
    }

    private sealed class HeadConverter : JsonConverter<HeadSettings>
    {
        public override HeadSettings Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            ReadYaml(ref reader, static (node, errors) => HeadReader.Read(node, errors) is { IsValid: true, Value: var head } ? head : null);

        public override void Write(Utf8JsonWriter writer, HeadSettings value, JsonSerializerOptions options) => new JsonObject
        {
            ["pool"] = value.Pool.ToYaml(),
            ["layers"] = new JsonArray([.. value.Layers.Select(layer => layer.ToYaml())]),
        }.WriteTo(writer);
    }

    private sealed class TransformConverter : JsonConverter<TransformSettings>
    {
        public override TransformSettings Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            ReadYaml(ref reader, TransformRegistry.All.Read);

        public override void Write(Utf8JsonWriter writer, TransformSettings value, JsonSerializerOptions options) => value.ToYaml().WriteTo(writer);
    }
}
