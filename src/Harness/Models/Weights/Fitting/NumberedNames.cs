using Harness.Models.Backbones;

namespace Harness.Models.Weights.Fitting;

/// <summary>
/// Recognizes a backbone whose parts have numbers for names, as in <c>nn.Sequential(*backbone.children())</c>: fastai keeps backbones so. The parts' insides
/// must have their names and shapes, and the parts must come in the backbone's order; numbers after them belong to a head.
/// </summary>
internal static class NumberedNames
{
    // Prefixes deeper down do not belong to a whole backbone.
    private const int MaximumDepth = 8;

    /// <summary>Looks for the numbered parts of a backbone.</summary>
    /// <param name="state">A state dict.</param>
    /// <param name="backbone">The backbone.</param>
    /// <param name="expected">What it needs.</param>
    /// <returns>Where they are found.</returns>
    public static IEnumerable<WeightFit> Find(StateDict state, BackboneDescription backbone, IReadOnlyDictionary<string, ExpectedTensor> expected)
    {
        var parts = expected.Keys.Select(First).Distinct().ToList();
        return Prefixes(state, minimum: backbone.Parameters.Count).Select(prefix => Fit(state, prefix, parts, backbone, expected)).OfType<WeightFit>();
    }

    /// <summary>Whether most tensors have a number where a backbone has a part's name.</summary>
    /// <param name="state">A state dict.</param>
    public static bool AreIn(StateDict state) => state.Tensors.Keys.Count(name => Numbers(name).Any()) * 2 > state.Tensors.Count
        && Prefixes(state, minimum: 1).Take(1).Any(prefix => state.Tensors.Keys.Count(name => name.StartsWith(prefix, StringComparison.Ordinal)) * 2 > state.Tensors.Count);

    private static WeightFit? Fit(
        StateDict state, string prefix, List<string> parts, BackboneDescription backbone, IReadOnlyDictionary<string, ExpectedTensor> expected)
    {
        var inner = state.Under(prefix);
        var numbers = inner.Tensors.Keys.Select(First).Where(IsNumber).Distinct().OrderBy(int.Parse).Take(parts.Count).ToList();
        if (numbers.Count < parts.Count) return null;
        var partOf = numbers.Zip(parts).ToDictionary();
        var named = inner.Tensors.Where(pair => partOf.ContainsKey(First(pair.Key)))
            .ToDictionary(pair => partOf[First(pair.Key)] + pair.Key[First(pair.Key).Length..], pair => pair.Value);
        var tensors = NamedWeights.Of(named, backbone);
        if (!WeightMismatch.Between(expected, tensors).IsNone) return null;
        var used = named.Values.Select(tensor => prefix + tensor.Name).ToHashSet();
        return new()
        {
            Place = WeightPlace.Of(state.Container, prefix),
            Tensors = tensors,
            IsModule = state.IsModule,
            Written = named.ToDictionary(pair => pair.Key, pair => pair.Value.Rename(pair.Key)),
            LeftOut = [.. state.Tensors.Keys.Where(name => !used.Contains(name))],
            Numbers = [.. numbers.Zip(parts)],
        };
    }

    // What precedes numbers, in at least this many tensors: looking at each prefix means going through all tensors, of which a hostile file may have very many.
    private static IEnumerable<string> Prefixes(StateDict state, int minimum) =>
        state.Tensors.Keys.SelectMany(name => Numbers(name).Select(start => name[..start])).CountBy(prefix => prefix)
            .Where(pair => pair.Value >= minimum).Select(pair => pair.Key);

    // Where in a name there is a number.
    private static IEnumerable<int> Numbers(string name)
    {
        var start = 0;
        for (var depth = 0; depth < MaximumDepth && start < name.Length; depth++)
        {
            var end = name.IndexOf('.', start);
            if (end < 0) yield break;
            if (IsNumber(name[start..end])) yield return start;
            start = end + 1;
        }
    }

    private static string First(string name) => name.IndexOf('.', StringComparison.Ordinal) is var end && end < 0 ? name : name[..end];

    private static bool IsNumber(string text) => text.Length is > 0 and < 6 && text.All(char.IsAsciiDigit);
}
