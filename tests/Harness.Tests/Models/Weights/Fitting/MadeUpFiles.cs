using Harness.Models.Weights;
using Harness.Models.Weights.Fitting;
using Harness.Tests.Models.Fixtures;

namespace Harness.Tests.Models.Weights.Fitting;

/// <summary>Weight files that hold the names and shapes of backbones.</summary>
internal static class MadeUpFiles
{
    /// <summary>All tensors of a backbone and a classifier, each filled with one value.</summary>
    public static Dictionary<string, WeightTensor> Weights(string backbone, byte value = 0)
    {
        var weights = ExpectedTensor.Of(TestModels.Backbone(backbone)).ToDictionary(
            pair => pair.Key,
            pair => Tensor(pair.Key, pair.Value.IsFloatingPoint ? WeightType.Float32 : WeightType.Int64, pair.Value.Shape, value));
        weights["fc.weight"] = Tensor("fc.weight", WeightType.Float32, [3, 4], value);
        return weights;
    }

    /// <summary>The tensors with something before every name.</summary>
    public static Dictionary<string, WeightTensor> Prefixed(this IReadOnlyDictionary<string, WeightTensor> weights, string prefix) => weights.Renamed(name => prefix + name);

    /// <summary>The tensors under other names.</summary>
    public static Dictionary<string, WeightTensor> Renamed(this IReadOnlyDictionary<string, WeightTensor> weights, Func<string, string> rename) =>
        weights.ToDictionary(pair => rename(pair.Key), pair => pair.Value.Rename(rename(pair.Key)));

    /// <summary>The tensors and some that stand beside them.</summary>
    public static Dictionary<string, WeightTensor> And(this IReadOnlyDictionary<string, WeightTensor> weights, params string[] names)
    {
        var all = weights.ToDictionary();
        foreach (var name in names) all[name] = WeightValues.Float32(name, [2], 1, 2);
        return all;
    }

    /// <summary>A file of one state dict.</summary>
    public static WeightFileContents File(IReadOnlyDictionary<string, WeightTensor> weights) => File((StateDict.Top, weights));

    /// <summary>A file of several state dicts.</summary>
    public static WeightFileContents File(params (string Container, IReadOnlyDictionary<string, WeightTensor> Weights)[] states) =>
        new("folder/file.pth", [.. states.Select(state => new StateDict(state.Container, state.Weights))]);

    private static WeightTensor Tensor(string name, WeightType type, IReadOnlyList<long> shape, byte value)
    {
        var tensor = new WeightTensor(name, type, shape, () => []);
        return new(name, type, shape, () =>
        {
            var bytes = new byte[tensor.ByteCount];
            Array.Fill(bytes, value);
            return bytes;
        });
    }
}
