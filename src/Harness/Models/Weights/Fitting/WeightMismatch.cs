using System.Text;
using Harness.Models.Parameters;

namespace Harness.Models.Weights.Fitting;

/// <summary>The differences between the tensors that a model needs and those that a file has.</summary>
internal sealed class WeightMismatch
{
    // Files from before PyTorch 0.4.1 lack them, and nothing but a momentum of null reads them.
    private const string OptionalSuffix = "num_batches_tracked";

    // Per kind. Weights of another network differ in hundreds of names; these are enough.
    private const int MaximumNames = 50;
    private const int MaximumLineLength = 140;

    private readonly List<string> _shapes;
    private readonly List<string> _types;

    private WeightMismatch(IReadOnlyDictionary<string, ExpectedTensor> targets, IReadOnlyDictionary<string, WeightTensor> weights)
    {
        Missing = [.. targets.Keys.Where(name => !weights.ContainsKey(name) && !name.EndsWith(OptionalSuffix, StringComparison.Ordinal))];
        Unexpected = [.. weights.Keys.Where(name => !targets.ContainsKey(name))];
        var common = targets.Where(pair => weights.ContainsKey(pair.Key)).Select(pair => (pair.Key, Target: pair.Value, Found: weights[pair.Key])).ToList();
        _shapes = [.. common
            .Where(item => !item.Target.Shape.SequenceEqual(item.Found.Shape))
            .Select(item => $"{item.Key} ({Shapes.Text(item.Found.Shape)} in the file, {Shapes.Text(item.Target.Shape)} expected)")];
        _types = [.. common
            .Where(item => item.Target.IsFloatingPoint && !item.Found.Type.IsFloatingPoint())
            .Select(item => $"{item.Key} ({item.Found.Type} in the file, a floating-point type expected)")];
    }

    /// <summary>What the model needs and the file lacks.</summary>
    public IReadOnlyList<string> Missing { get; }

    /// <summary>What the file has and the model does not need.</summary>
    public IReadOnlyList<string> Unexpected { get; }

    /// <summary>Whether everything fits.</summary>
    public bool IsNone => Missing.Count == 0 && IsNoneOfWhatIsThere;

    /// <summary>Whether everything fits but for running statistics that are missing.</summary>
    public bool IsOfStatisticsOnly => Missing.Count > 0 && Missing.All(ParameterNames.IsStatistic) && IsNoneOfWhatIsThere;

    private bool IsNoneOfWhatIsThere => Unexpected.Count == 0 && _shapes.Count == 0 && _types.Count == 0;

    /// <summary>Compares.</summary>
    /// <param name="targets">What is needed.</param>
    /// <param name="weights">The listing.</param>
    /// <returns>The differences.</returns>
    public static WeightMismatch Between(IReadOnlyDictionary<string, ExpectedTensor> targets, IReadOnlyDictionary<string, WeightTensor> weights) =>
        new(targets, weights);

    /// <summary>Lists what does not fit, at most fifty names of each kind.</summary>
    /// <returns>One line a kind of misfit, or several where the names are many, each with a line break before it; empty when everything fits.</returns>
    public override string ToString()
    {
        var text = new StringBuilder();
        Add(text, "missing", Missing);
        Add(text, "unexpected", Unexpected);
        Add(text, "of another shape", _shapes);
        Add(text, "of another type", _types);
        return text.ToString();
    }

    private static void Add(StringBuilder text, string kind, IReadOnlyList<string> list)
    {
        if (list.Count == 0) return;
        var line = $"    {kind} ({list.Count}):";
        foreach (var word in Words(list))
        {
            if (line.Length + 1 + word.Length <= MaximumLineLength)
            {
                line += $" {word}";
                continue;
            }
            text.Append(Environment.NewLine).Append(line);
            line = $"        {word}";
        }
        text.Append(Environment.NewLine).Append(line);
    }

    private static IEnumerable<string> Words(IReadOnlyList<string> list)
    {
        var last = Math.Min(list.Count, MaximumNames) - 1;
        for (var place = 0; place < last; place++) yield return $"{list[place]},";
        yield return list[last];
        if (list.Count > MaximumNames) yield return $"… and {list.Count - MaximumNames} more";
    }
}
