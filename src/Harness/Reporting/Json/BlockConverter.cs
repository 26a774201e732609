using System.Text.Json;
using System.Text.Json.Serialization;
using Harness.Yaml.Blocks;

namespace Harness.Reporting.Json;

/// <summary>Writes transforms, layers, optimizers and the like with their names and arguments in YAML.</summary>
internal sealed class BlockConverter : JsonConverter<Block>
{
    /// <inheritdoc/>
    public override bool CanConvert(Type typeToConvert) => typeToConvert.IsAssignableTo(typeof(Block));

    /// <inheritdoc/>
    /// <exception cref="NotSupportedException">Always: reports are written, not read.</exception>
    public override Block Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        throw new NotSupportedException("run.json is written, not read.");

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, Block value, JsonSerializerOptions options) => value.ToJson().WriteTo(writer);
}
