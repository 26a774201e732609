using System.Globalization;
using System.Text.RegularExpressions;
using Harness.Diagnostics;

namespace Harness.Yaml;

/// <summary>Reads single values. Every method gives null for a missing node, and null after reporting for a wrong one.</summary>
internal static partial class Scalars
{
    public static string? Text(YamlNode? node, string what, DiagnosticBag errors)
    {
        if (node is null) return null;
        var text = node is YamlScalar { IsNull: false } scalar ? scalar.Text.Trim() : string.Empty;

        // No path can hold the null character, and .NET throws on it.
        if (text.Contains('\0', StringComparison.Ordinal)) errors.Add(node.Location, $"'{what}' holds a null character");
        else if (text.Length > 0) return text;
        else errors.Add(node.Location, $"'{what}' must be text, not {(node is YamlScalar ? "empty" : node.Kind)}");
        return null;
    }

    public static double? Number(YamlNode? node, string what, NumberRange range, DiagnosticBag errors)
    {
        var expected = range.Describe("a number");
        if (Plain(node, what, expected, errors) is not { } scalar) return null;
        return ParseNumber(scalar.Text) is { } value && range.Contains(value) ? value : Refuse<double>(scalar, what, expected, errors);
    }

    /// <summary>A number of YAML's core schema without .inf and .nan, or null; double.Parse alone would also take 1,000 and Infinity.</summary>
    public static double? ParseNumber(string text) =>
        NumberPattern().IsMatch(text)
        && double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value)
        && double.IsFinite(value)
            ? value
            : null;

    public static int? Integer(YamlNode? node, string what, NumberRange range, DiagnosticBag errors, string? why = null) =>
        (int?)Long(node, what, range, int.MaxValue, errors, why);

    /// <summary>A whole number; <paramref name="why"/> is added to the error for one outside the range.</summary>
    public static long? Long(YamlNode? node, string what, NumberRange range, long maximum, DiagnosticBag errors, string? why = null)
    {
        var expected = range.Describe("a whole number");
        if (Plain(node, what, expected, errors) is not { } scalar) return null;
        if (!IntegerPattern().IsMatch(scalar.Text)
            || !long.TryParse(scalar.Text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value)
            || value > maximum)
            return Refuse<long>(scalar, what, expected, errors);
        return range.Contains(value) ? value : Refuse<long>(scalar, what, expected, errors, why);
    }

    public static bool? Boolean(YamlNode? node, string what, DiagnosticBag errors)
    {
        const string Expected = "true or false";
        if (Plain(node, what, Expected, errors) is not { } scalar) return null;
        return scalar.Text switch
        {
            "true" or "True" or "TRUE" => true,
            "false" or "False" or "FALSE" => false,
            _ => Refuse<bool>(scalar, what, Expected, errors),
        };
    }

    /// <summary>One of some words.</summary>
    public static T? Choice<T>(YamlNode? node, string what, Registry<T> choices, DiagnosticBag errors)
        where T : struct
    {
        if (Text(node, what, errors) is not { } word) return null;
        if (choices.TryGet(word, out var choice)) return choice;
        errors.AddUnknown(node!.Location, what, word, choices.Names);
        return null;
    }

    /// <summary>A list of numbers of one range, as many as asked for.</summary>
    public static IReadOnlyList<double>? Numbers(YamlNode? node, string what, int count, NumberRange range, DiagnosticBag errors)
    {
        if (node is null) return null;
        if (node is not YamlSequence sequence || sequence.Items.Count != count)
        {
            var found = node is YamlSequence { Items.Count: > 0 } list ? $"of {list.Items.Count}" : node.Kind;
            errors.Add(node.Location, $"'{what}' must be a list of {count} numbers, not {found}");
            return null;
        }
        var numbers = sequence.Items.Select(item => Number(item, what, range, errors)).ToList();
        return numbers.Contains(null) ? null : numbers.ConvertAll(number => number!.Value);
    }

    private static YamlScalar? Plain(YamlNode? node, string what, string expected, DiagnosticBag errors)
    {
        if (node is null) return null;
        if (node is YamlScalar { IsPlain: true, IsNull: false } plain) return plain;
        var quoted = node is YamlScalar { IsPlain: false };
        errors.Add(
            node.Location, $"'{what}' must be {expected}, not {(quoted ? "text in quotes" : node.Kind)}",
            quoted ? $"leave out the quotes around {((YamlScalar)node).Text}" : null);
        return null;
    }

    private static T? Refuse<T>(YamlScalar scalar, string what, string expected, DiagnosticBag errors, string? why = null)
        where T : struct
    {
        errors.Add(scalar.Location, $"'{what}' must be {expected}, not {scalar.Kind}", why);
        return null;
    }

    [GeneratedRegex(@"^[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?\z")]
    private static partial Regex NumberPattern();

    [GeneratedRegex(@"^[-+]?[0-9]+\z")]
    private static partial Regex IntegerPattern();
}
