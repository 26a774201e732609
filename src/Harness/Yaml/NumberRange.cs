using System.Globalization;
using System.Text.Json.Nodes;

namespace Harness.Yaml;

/// <summary>The numbers that a key accepts.</summary>
internal readonly record struct NumberRange
{
    private double Minimum { get; init; }

    private double Maximum { get; init; }

    private bool ExcludesMinimum { get; init; }

    private bool ExcludesMaximum { get; init; }

    public static NumberRange Any { get; } = new() { Minimum = double.NegativeInfinity, Maximum = double.PositiveInfinity };

    public static NumberRange Positive { get; } = GreaterThan(0);

    public static NumberRange NotNegative { get; } = AtLeast(0);

    /// <summary>Probabilities and accuracies: 0 and 1 included.</summary>
    public static NumberRange Unit { get; } = Between(0, 1);

    public static NumberRange GreaterThan(double minimum) => Any with { Minimum = minimum, ExcludesMinimum = true };

    public static NumberRange AtLeast(double minimum) => Any with { Minimum = minimum };

    public static NumberRange Between(double minimum, double maximum) => Any with { Minimum = minimum, Maximum = maximum };

    /// <summary>The same range without its upper end.</summary>
    public NumberRange Below() => this with { ExcludesMaximum = true };

    /// <summary>The same range without its lower end.</summary>
    public NumberRange Above() => this with { ExcludesMinimum = true };

    public bool Contains(double value) =>
        (ExcludesMinimum ? value > Minimum : value >= Minimum) && (ExcludesMaximum ? value < Maximum : value <= Maximum);

    /// <summary>For error messages: <c>a number greater than 0 and at most 1</c>, <c>a number of at least 0</c>.</summary>
    public string Describe(string noun)
    {
        var limits = new List<string>();
        if (double.IsFinite(Minimum)) limits.Add((ExcludesMinimum ? "greater than " : "at least ") + Text(Minimum));
        if (double.IsFinite(Maximum)) limits.Add((ExcludesMaximum ? "less than " : "at most ") + Text(Maximum));
        var of = ExcludesMinimum || limits.Count == 0 ? string.Empty : "of ";
        return limits.Count == 0 ? noun : $"{noun} {of}{string.Join(" and ", limits)}";
    }

    /// <summary>Adds the limits to a JSON schema.</summary>
    /// <param name="schema">The schema of a number.</param>
    /// <returns>The same schema.</returns>
    public JsonObject AddTo(JsonObject schema)
    {
        if (double.IsFinite(Minimum)) schema[ExcludesMinimum ? "exclusiveMinimum" : "minimum"] = Minimum;
        if (double.IsFinite(Maximum)) schema[ExcludesMaximum ? "exclusiveMaximum" : "maximum"] = Maximum;
        return schema;
    }

    private static string Text(double value) => value.ToString(CultureInfo.InvariantCulture);
}
