using System.Globalization;
using Harness.Yaml;

namespace Harness.Experiments.Reading.Grids;

/// <summary>Writes values of a grid as short text: <c>[linear: 128, relu, linear]</c> becomes <c>linear:128 relu linear</c>.</summary>
internal static class GridText
{
    /// <summary>The value for names: as written, lists and mappings with spaces, <c>{ name: sgd, momentum: 0.9 }</c> as <c>sgd momentum:0.9</c>.</summary>
    public static string Of(YamlNode node) => node switch
    {
        YamlScalar { IsNull: true } => "empty",
        YamlScalar scalar => string.Join(' ', scalar.Text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)),
        YamlSequence sequence => string.Join(' ', sequence.Items.Select(Inner)),
        YamlMapping mapping => string.Join(' ', mapping.Entries.Select(entry => entry.Key.Text == "name" ? Inner(entry.Value) : $"{entry.Key.Text}:{Inner(entry.Value)}")),
        _ => throw new InvalidOperationException("There are three kinds of nodes."),
    };

    /// <summary>A text that is equal for two values if and only if they mean the same: 1e-3 and 0.001, in flow style or not.</summary>
    public static string Canonical(YamlNode node) => node switch
    {
        YamlScalar { IsNull: true } => "~",
        YamlScalar { IsPlain: true } plain => Scalars.ParseNumber(plain.Text)?.ToString("R", CultureInfo.InvariantCulture) ?? plain.Text,
        YamlScalar quoted => Quoted(quoted),
        YamlSequence sequence => $"[{string.Join(',', sequence.Items.Select(Canonical))}]",
        YamlMapping mapping => $"{{{string.Join(',', mapping.Entries.Select(entry => $"{Quoted(entry.Key)}:{Canonical(entry.Value)}"))}}}",
        _ => throw new InvalidOperationException("There are three kinds of nodes."),
    };

    /// <summary>Cuts a text off after a number of UTF-16 units, with … for what is left out.</summary>
    public static string Shorten(string text, int length)
    {
        if (text.Length <= length) return text;
        // Half of a surrogate pair is not a text.
        var end = char.IsHighSurrogate(text[length - 2]) ? length - 2 : length - 1;
        return $"{text[..end].TrimEnd()}…";
    }

    private static string Inner(YamlNode node) => node is YamlSequence or YamlMapping { Entries.Count: not 1 } ? $"({Of(node)})" : Of(node);

    private static string Quoted(YamlScalar scalar) => System.Text.Json.JsonSerializer.Serialize(scalar.Text);
}
