using Harness.Models.Backbones;

namespace Harness.Models.Weights.Fitting;

/// <summary>The tensors of a weight file under the names that a backbone gives them.</summary>
internal static class NamedWeights
{
    /// <summary>Gives tensors their present names, where a file was written with older ones.</summary>
    /// <param name="weights">The tensors by their names in the file.</param>
    /// <param name="backbone">Whose names.</param>
    /// <returns>The tensors by today's names, those of the classifier too.</returns>
    public static IReadOnlyDictionary<string, WeightTensor> Of(IReadOnlyDictionary<string, WeightTensor> weights, BackboneDescription backbone)
    {
        var architecture = BackboneRegistry.All.Get(backbone.Name);
        var renamed = new Dictionary<string, WeightTensor>(weights.Count);
        // If a file has a tensor under both names, or under two older ones, none is lost: the other keeps its name, and is then unexpected.
        foreach (var (name, tensor) in weights)
        {
            var current = architecture.CurrentName(name);
            if (weights.ContainsKey(current) || !renamed.TryAdd(current, tensor)) renamed.Add(name, tensor);
        }
        return renamed;
    }
}
