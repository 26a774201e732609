using System.Globalization;

namespace Harness.Models.Weights.Pickle;

/// <summary>Finds the state dicts in what torch.save was given: dictionaries of tensors and whole modules, the object itself or anywhere in it.</summary>
/// <remarks>Outer ones come before inner ones, so that a long history of a training cannot hide the weights.</remarks>
internal sealed class PickleWalk
{
    private readonly Queue<(string Place, object Value)> _waiting = new();
    private readonly HashSet<object> _seen = new(ReferenceEqualityComparer.Instance);
    private readonly List<PickledStateDict> _found = [];
    private readonly PartBudget _budget = new();

    private PickleWalk()
    {
    }

    /// <summary>Lists the state dicts.</summary>
    /// <param name="root">What the pickle holds.</param>
    /// <returns>Those that hold tensors, or what is not made.</returns>
    public static IReadOnlyList<PickledStateDict> StateDicts(object? root)
    {
        var walk = new PickleWalk();
        walk.Add(string.Empty, root);
        while (walk._waiting.TryDequeue(out var next)) walk.Visit(next.Place, next.Value);
        return walk._found;
    }

    private void Visit(string place, object value)
    {
        var state = new PickledStateDict(place) { IsModule = value is PickleObject module && PickledModule.Is(module) };
        switch (value)
        {
            case PickleDictionary dictionary: VisitItems(state, dictionary); break;
            case PickleObject built when state.IsModule: PickledModule.Collect(built, state, _budget); break;
            case PickleObject built: VisitItems(state, built.Items, PickledModule.Attributes(built)); break;
            case List<object?> list: VisitElements(place, list); break;
            case object?[] tuple: VisitElements(place, tuple); break;
            default: break;
        }
        if (state.Tensors.Count > 0 || state.NotMade.Count > 0) _found.Add(state);
    }

    private void VisitItems(PickledStateDict state, params PickleDictionary?[] dictionaries)
    {
        var inner = 0;
        foreach (var (key, value) in dictionaries.SelectMany(dictionary => dictionary?.Items ?? []))
        {
            if (PartName(key) is not { } name) continue;
            if (key is string && (value is not PickleTensor || _budget.Take())) state.Add(name, value);
            if (inner < PartBudget.MaximumInner && Add(Join(state.Container, name), value)) inner++;
        }
    }

    private void VisitElements(string place, IReadOnlyList<object?> elements)
    {
        for (var i = 0; i < Math.Min(elements.Count, PartBudget.MaximumInner); i++) Add(Join(place, i.ToString(CultureInfo.InvariantCulture)), elements[i]);
    }

    // Each object once: what is under two keys, or holds itself, is found under the first.
    private bool Add(string place, object? value)
    {
        if (value is not (PickleDictionary or PickleObject or List<object?> or object?[]) || place.Length > PartBudget.MaximumNameLength) return false;
        if (!_seen.Add(value) || !_budget.Take()) return false;
        _waiting.Enqueue((place, value));
        return true;
    }

    private static string? PartName(object key) => key switch
    {
        string { Length: <= PartBudget.MaximumNameLength } text => text,
        long number => number.ToString(CultureInfo.InvariantCulture),
        _ => null,
    };

    private static string Join(string place, string name) => place.Length == 0 ? name : $"{place}.{name}";
}
