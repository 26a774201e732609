using Harness.Models.Backbones;
using Harness.Models.Parameters;

namespace Harness.Models.Weights;

/// <summary>Tells which backbone a weight file belongs to.</summary>
internal static class WeightRecognition
{
    /// <summary>The first sentence of an error about weights that do not fit.</summary>
    public static string Explain(IReadOnlyDictionary<string, WeightTensor> weights, BackboneDescription expected)
    {
        var other = BackboneRegistry.Catalog.Names.FirstOrDefault(name => Fits(weights, BackboneRegistry.Catalog.Describe(name)!));
        return other is null
            ? $"these weights do not fit {expected.Name}."
            : $"these are weights of {other}; the suite says {expected.Name}.";
    }

    /// <summary>Whether all parameters and constants are there in their shapes, and beside them only statistics and the classifier.</summary>
    public static bool Fits(IReadOnlyDictionary<string, WeightTensor> weights, BackboneDescription backbone)
    {
        var tensors = backbone.Parameters.ToDictionary(parameter => parameter.Name, parameter => parameter.Shape);
        foreach (var (name, shape) in backbone.Constants) tensors.Add(name, shape);
        var named = NamedWeights.Of(weights, backbone);
        return tensors.All(pair => named.TryGetValue(pair.Key, out var found) && found.Shape.SequenceEqual(pair.Value))
            && named.Keys.All(name => tensors.ContainsKey(name) || ParameterNames.IsStatistic(name) || backbone.IsOfClassifier(name));
    }
}
