using Harness.Models.Backbones;
namespace Harness.Models.Weights;

/// <summary>Tells which backbone a weight file belongs to.</summary>
internal static class WeightRecognition
{
    // Names that batch norm adds to its parameters.
    private static readonly string[] StatisticSuffixes = [".running_mean", ".running_var", ".num_batches_tracked"];

    /// <summary>The first sentence of an error about weights that do not fit.</summary>
    public static string Explain(IReadOnlyDictionary<string, WeightTensor> weights, BackboneDescription expected)
    {
        var other = BackboneRegistry.Catalog.Names.FirstOrDefault(name => Fits(weights, BackboneRegistry.Catalog.Describe(name)!));
        return other is null
            ? $"these weights do not fit {expected.Name}."
            : $"these are weights of {other}; the suite says {expected.Name}.";
    }

    /// <summary>Whether all parameters are there in their shapes, and beside them only statistics and the classifier.</summary>
    public static bool Fits(IReadOnlyDictionary<string, WeightTensor> weights, BackboneDescription backbone)
    {
        var parameters = backbone.Parameters.ToDictionary(parameter => parameter.Name, parameter => parameter.Shape);
        var named = NamedWeights.Of(weights, backbone);
        return parameters.All(pair => named.TryGetValue(pair.Key, out var found) && found.Shape.SequenceEqual(pair.Value))
            && named.Keys.All(name => parameters.ContainsKey(name) || IsStatistic(name) || backbone.IsOfClassifier(name));
    }

    private static bool IsStatistic(string name) => StatisticSuffixes.Any(suffix => name.EndsWith(suffix, StringComparison.Ordinal));
}
