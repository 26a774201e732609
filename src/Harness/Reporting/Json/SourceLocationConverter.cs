using System.Text.Json;
using System.Text.Json.Serialization;
using Harness.Diagnostics;

namespace Harness.Reporting.Json;

/// <summary>Writes a place in a file as <c>file:line:column</c>.</summary>
internal sealed class SourceLocationConverter : JsonConverter<SourceLocation>
{
    /// <inheritdoc/>
    /// <exception cref="NotSupportedException">Always: reports are written, not read.</exception>
    public override SourceLocation Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        throw new NotSupportedException("run.json is written, not read.");

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, SourceLocation value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value.ToString());
}
