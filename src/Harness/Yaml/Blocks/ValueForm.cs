using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.Json.Nodes;

namespace Harness.Yaml.Blocks;

/// <summary>How a value is written in YAML.</summary>
/// <typeparam name="T">The type of the value.</typeparam>
internal abstract class ValueForm<T>
{
    /// <summary>For people: <c>a number of at least 0</c>.</summary>
    public abstract string Description { get; }

    /// <summary>Reads a value.</summary>
    /// <param name="node">The value.</param>
    /// <param name="what">What messages call it.</param>
    /// <param name="errors">Where to report.</param>
    /// <param name="value">The value.</param>
    /// <returns>False after reporting.</returns>
    public abstract bool TryRead(YamlNode node, string what, DiagnosticBag errors, [MaybeNullWhen(false)] out T value);

    /// <summary>The JSON schema of the value.</summary>
    /// <returns>A schema without a description.</returns>
    public abstract JsonObject Schema();

    /// <summary>The value in JSON.</summary>
    /// <param name="value">The value.</param>
    /// <returns>The value; null for none.</returns>
    public abstract JsonNode? ToJson(T value);

    /// <summary>The value as it would be written in YAML.</summary>
    /// <param name="value">The value.</param>
    /// <returns>A single line.</returns>
    public virtual string Write(T value) => ToJson(value)?.ToJsonString().Replace(",", ", ", StringComparison.Ordinal) ?? "none";

    /// <summary>Turns what <see cref="Scalars"/> gives into what <see cref="TryRead"/> gives.</summary>
    /// <param name="read">The value; null if it was reported.</param>
    /// <param name="value">The value.</param>
    /// <returns>Whether there is one.</returns>
    protected static bool Take<TStruct>(TStruct? read, out TStruct value)
        where TStruct : struct
    {
        value = read.GetValueOrDefault();
        return read.HasValue;
    }
}

/// <summary>A number.</summary>
internal sealed class NumberForm(NumberRange range) : ValueForm<double>
{
    public override string Description => range.Describe("a number");

    public override bool TryRead(YamlNode node, string what, DiagnosticBag errors, out double value) => Take(Scalars.Number(node, what, range, errors), out value);

    public override JsonObject Schema() => range.AddTo(new() { ["type"] = "number" });

    public override JsonNode? ToJson(double value) => value;

    public override string Write(double value) => value.ToString("R", CultureInfo.InvariantCulture).Replace("E-0", "e-", StringComparison.Ordinal);
}

/// <summary>A whole number.</summary>
internal sealed class WholeNumberForm(NumberRange range) : ValueForm<int>
{
    public override string Description => range.Describe("a whole number");

    public override bool TryRead(YamlNode node, string what, DiagnosticBag errors, out int value) => Take(Scalars.Integer(node, what, range, errors), out value);

    public override JsonObject Schema() => range.AddTo(new() { ["type"] = "integer" });

    public override JsonNode? ToJson(int value) => value;
}

/// <summary>A value that may be missing.</summary>
internal sealed class OptionalForm<T>(ValueForm<T> inner) : ValueForm<T?>
    where T : struct
{
    public override string Description => inner.Description;

    public override bool TryRead(YamlNode node, string what, DiagnosticBag errors, out T? value)
    {
        var isRead = inner.TryRead(node, what, errors, out var read);
        value = read;
        return isRead;
    }

    public override JsonObject Schema() => inner.Schema();

    public override JsonNode? ToJson(T? value) => value is { } present ? inner.ToJson(present) : null;
}

/// <summary><c>true</c> or <c>false</c>.</summary>
internal sealed class BooleanForm : ValueForm<bool>
{
    public override string Description => "true or false";

    public override bool TryRead(YamlNode node, string what, DiagnosticBag errors, out bool value) => Take(Scalars.Boolean(node, what, errors), out value);

    public override JsonObject Schema() => new() { ["type"] = "boolean" };

    public override JsonNode? ToJson(bool value) => value;
}

/// <summary>One of some words.</summary>
internal sealed class WordForm<T>(params (string Word, T Value)[] words) : ValueForm<T>
    where T : struct
{
    private IEnumerable<string> Words => words.Select(pair => pair.Word);

    public override string Description => string.Join(" or ", Words);

    public override bool TryRead(YamlNode node, string what, DiagnosticBag errors, out T value)
    {
        value = default;
        if (Scalars.Text(node, what, errors) is not { } text) return false;
        var index = Array.FindIndex(words, pair => pair.Word == text);
        if (index < 0) errors.AddUnknown(node.Location, $"value of '{what}'", text, [.. Words]);
        else value = words[index].Value;
        return index >= 0;
    }

    public override JsonObject Schema() => new() { ["enum"] = new JsonArray([.. Words.Select(word => (JsonNode)word)]) };

    public override JsonNode? ToJson(T value) => Write(value);

    public override string Write(T value) => words.First(pair => EqualityComparer<T>.Default.Equals(pair.Value, value)).Word;
}

/// <summary>A list of numbers of one range.</summary>
internal sealed class NumberListForm(int count, NumberRange range) : ValueForm<IReadOnlyList<double>>
{
    public override string Description => $"a list of {count} numbers";

    public override bool TryRead(YamlNode node, string what, DiagnosticBag errors, [MaybeNullWhen(false)] out IReadOnlyList<double> value)
    {
        value = Scalars.Numbers(node, what, count, range, errors);
        return value is not null;
    }

    public override JsonObject Schema() => new()
    {
        ["type"] = "array",
        ["minItems"] = count,
        ["maxItems"] = count,
        ["items"] = range.AddTo(new() { ["type"] = "number" }),
    };

    public override JsonNode? ToJson(IReadOnlyList<double> value) => new JsonArray([.. value.Select(number => (JsonNode)number)]);
}

/// <summary>A pair of numbers, the smaller one first.</summary>
internal sealed class IntervalForm(NumberRange range) : ValueForm<(double Minimum, double Maximum)>
{
    private readonly NumberListForm _pair = new(2, range);

    public override string Description => "a list of two numbers, the smaller one first";

    public override bool TryRead(YamlNode node, string what, DiagnosticBag errors, out (double Minimum, double Maximum) value)
    {
        value = default;
        if (!_pair.TryRead(node, what, errors, out var pair)) return false;
        value = (pair[0], pair[1]);
        if (pair[0] <= pair[1]) return true;
        errors.Add(node.Location, $"'{what}' must begin with the smaller number");
        return false;
    }

    public override JsonObject Schema() => _pair.Schema();

    public override JsonNode? ToJson((double Minimum, double Maximum) value) => _pair.ToJson([value.Minimum, value.Maximum]);

    public override string Write((double Minimum, double Maximum) value) => $"[{Short(value.Minimum)}, {Short(value.Maximum)}]";

    private static string Short(double value) => value.ToString("0.####", CultureInfo.InvariantCulture);
}
