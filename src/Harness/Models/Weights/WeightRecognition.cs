namespace Harness.Models.Weights;

/// <summary>Tells which backbone a weight file belongs to.</summary>
public static class WeightRecognition
{
    // Names that batch norm adds to its parameters.
    private static readonly string[] StatisticSuffixes = [".running_mean", ".running_var", ".num_batches_tracked"];

    /// <summary>The backbones that weights fit whole.</summary>
    /// <param name="weights">The tensors by name.</param>
    /// <returns>Names of known backbones, usually one or none.</returns>
    public static IReadOnlyList<string> FittingBackbones(IReadOnlyDictionary<string, WeightTensor> weights) =>
        [.. Backbones.Catalog.Names.Where(name => Fits(weights, Backbones.Catalog.Describe(name)!))];

    // The first sentence of an error about weights that do not fit.
    internal static string Explain(IReadOnlyDictionary<string, WeightTensor> weights, BackboneDescription expected) =>
        FittingBackbones(weights) is [var other, ..]
            ? $"these are weights of {other}; the suite says {expected.Name}."
            : $"these weights do not fit {expected.Name}.";

    // All parameters are there in their shapes, and beside them only statistics and the classifier.
    private static bool Fits(IReadOnlyDictionary<string, WeightTensor> weights, BackboneDescription backbone)
    {
        var parameters = backbone.Parameters.ToDictionary(parameter => parameter.Name, parameter => parameter.Shape);
        return parameters.All(pair => weights.TryGetValue(pair.Key, out var found) && found.Shape.SequenceEqual(pair.Value))
            && weights.Keys.All(name => parameters.ContainsKey(name) || IsStatistic(name) || name.StartsWith(backbone.ClassifierPrefix, StringComparison.Ordinal));
    }

    private static bool IsStatistic(string name) => StatisticSuffixes.Any(suffix => name.EndsWith(suffix, StringComparison.Ordinal));
}
