namespace Harness.Models.Parameters.Selectors;

/// <summary>Consecutive stages or layers in forward order, both ends included: <c>body.layer3..</c>, <c>body..layer2</c>,
/// <c>body.layer2..layer3</c>.</summary>
internal sealed class RangeSelector(string text, string part, string? from, string? to) : Selector(text)
{
    public string Part { get; } = part;

    /// <summary>The full path of the first stage; null for the beginning of the part.</summary>
    public string? From { get; } = from;

    /// <summary>The full path of the last stage; null for the end of the part.</summary>
    public string? To { get; } = to;

    public override bool[] Matches(IReadOnlyList<ParameterDescription> parameters)
    {
        var names = parameters.Select(parameter => parameter.Name).ToList();
        var first = names.FindIndex(name => PathSelector.IsWithin(name, From ?? Part));
        var last = names.FindLastIndex(name => PathSelector.IsWithin(name, To ?? Part));
        return [.. names.Select((_, index) => first >= 0 && index >= first && index <= last)];
    }
}
