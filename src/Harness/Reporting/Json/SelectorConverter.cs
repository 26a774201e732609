using System.Text.Json;
using System.Text.Json.Serialization;
using Harness.Models.Parameters.Selectors;

namespace Harness.Reporting.Json;

/// <summary>Writes a selector as its text.</summary>
internal sealed class SelectorConverter : JsonConverter<Selector>
{
    /// <inheritdoc/>
    /// <exception cref="NotSupportedException">Always: reports are written, not read.</exception>
    public override Selector Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        throw new NotSupportedException("run.json is written, not read.");

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, Selector value, JsonSerializerOptions options) => writer.WriteStringValue(value.Text);
}
