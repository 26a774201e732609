using System.Text;

namespace Harness.Models.Weights;

/// <summary>Compares the tensors that a model asks for with those that a file has.</summary>
internal static class WeightMismatch
{
    // Files from before PyTorch 0.4.1 lack them, and nothing but a momentum of null reads them.
    private const string OptionalSuffix = "num_batches_tracked";

    // Weights of another network differ in hundreds of names, of which the first few say enough.
    private const int MaximumNames = 5;

    /// <summary>Lists what does not fit, the first few of each kind.</summary>
    /// <returns>One line a kind of misfit, each with a line break before it; null when everything fits.</returns>
    public static string? Find(IReadOnlyDictionary<string, ExpectedTensor> targets, IReadOnlyDictionary<string, WeightTensor> weights)
    {
        var text = new StringBuilder();
        Add(text, "missing", targets.Keys.Where(name => !weights.ContainsKey(name) && !name.EndsWith(OptionalSuffix, StringComparison.Ordinal)));
        Add(text, "unexpected", weights.Keys.Where(name => !targets.ContainsKey(name)));
        var common = targets.Where(pair => weights.ContainsKey(pair.Key))
            .Select(pair => (pair.Key, Target: pair.Value, Found: weights[pair.Key])).ToList();
        Add(text, "of another shape", common
            .Where(item => !item.Target.Shape.SequenceEqual(item.Found.Shape))
            .Select(item => $"{item.Key} ({Shapes.Text(item.Found.Shape)} in the file, {Shapes.Text(item.Target.Shape)} expected)"));
        Add(text, "of another type", common
            .Where(item => item.Target.IsFloatingPoint && !item.Found.Type.IsFloatingPoint())
            .Select(item => $"{item.Key} ({item.Found.Type} in the file, a floating-point type expected)"));
        return text.Length == 0 ? null : text.ToString();
    }

    private static void Add(StringBuilder text, string kind, IEnumerable<string> names)
    {
        var list = names.ToList();
        if (list.Count == 0) return;
        text.Append(Environment.NewLine).Append($"    {kind} ({list.Count}): {string.Join(", ", list.Take(MaximumNames))}");
        if (list.Count > MaximumNames) text.Append($" … and {list.Count - MaximumNames} more");
    }
}
