namespace Harness.Models.Weights.Pickle;

/// <summary>A module that was saved whole, by torch.save or as TorchScript: its tensors are among what the pickle would set in it, and need nothing of its class.</summary>
internal static class PickledModule
{
    private const string Parameters = "_parameters";
    private const string Buffers = "_buffers";
    private const string Modules = "_modules";
    private const string PassingBuffers = "_non_persistent_buffers_set";

    // TorchScript gives every class a name that begins so.
    private const string ScriptPrefix = "__torch__.";

    // No network is nested nearly as deep.
    private const int MaximumDepth = 50;

    /// <summary>Whether an object is a module.</summary>
    /// <param name="built">The object.</param>
    public static bool Is(PickleObject built) =>
        IsScript(built) || (Attributes(built) is { } attributes && (attributes.Find(Modules) is PickleDictionary || attributes.Find(Parameters) is PickleDictionary));

    /// <summary>The attributes that a pickle would set in an object; null for none.</summary>
    /// <param name="built">The object.</param>
    public static PickleDictionary? Attributes(PickleObject built) => built.State switch
    {
        PickleDictionary dictionary => dictionary,
        // With slots, their values come second.
        object?[] { Length: 2 } both => both[0] as PickleDictionary,
        _ => null,
    };

    /// <summary>Collects the tensors that the module's state dict would hold.</summary>
    /// <param name="module">The module.</param>
    /// <param name="state">Gets them by their names.</param>
    /// <param name="budget">Bounds how many parts there may be.</param>
    public static void Collect(PickleObject module, PickledStateDict state, PartBudget budget) => Collect([module], string.Empty, state, budget);

    // A part may be in two places, with a name in each; but none contains itself.
    private static void Collect(List<PickleObject> path, string prefix, PickledStateDict state, PartBudget budget)
    {
        var module = path[^1];
        if (path.Count > MaximumDepth || Attributes(module) is not { } attributes) return;
        foreach (var (key, value) in Members(module, attributes))
        {
            if (!budget.Take()) return;
            if (prefix.Length + key.Length > PartBudget.MaximumNameLength) continue;
            if (value is not PickleObject inner || !Is(inner)) state.Add(prefix + key, value);
            else if (!path.Contains(inner)) Collect([.. path, inner], $"{prefix}{key}.", state, budget);
        }
    }

    private static IEnumerable<(string Key, object? Value)> Members(PickleObject module, PickleDictionary attributes)
    {
        if (IsScript(module)) return Items(attributes);
        var passing = attributes.Find(PassingBuffers) is PickleObject set ? set.Values : [];
        return Items(attributes.Find(Parameters))
            .Concat(Items(attributes.Find(Buffers)).Where(item => !passing.Contains(item.Key)))
            .Concat(Items(attributes.Find(Modules)));
    }

    private static IEnumerable<(string Key, object? Value)> Items(object? dictionary) =>
        (dictionary as PickleDictionary)?.Items.Where(item => item.Key is string).Select(item => ((string)item.Key, item.Value)) ?? [];

    private static bool IsScript(PickleObject built) => built.Maker.StartsWith(ScriptPrefix, StringComparison.Ordinal);
}
