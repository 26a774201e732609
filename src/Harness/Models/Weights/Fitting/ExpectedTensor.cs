using Harness.Models.Backbones;
using Harness.Models.Parameters;
using static TorchSharp.torch;

namespace Harness.Models.Weights.Fitting;

/// <summary>What a model requires of one tensor of a weight file.</summary>
/// <param name="Shape">Its dimensions.</param>
/// <param name="IsFloatingPoint">Whether its elements are floating-point numbers.</param>
internal sealed record ExpectedTensor(IReadOnlyList<long> Shape, bool IsFloatingPoint)
{
    /// <summary>What a backbone needs: its parameters, the running statistics of its batch norm layers, and its constants. Needs no libtorch.</summary>
    /// <param name="backbone">The backbone.</param>
    /// <returns>By name, in the order of a state dict.</returns>
    public static Dictionary<string, ExpectedTensor> Of(BackboneDescription backbone)
    {
        var expected = Of(backbone.Parameters);
        foreach (var (name, shape) in backbone.Constants) expected.Add(name, new ExpectedTensor(shape, true));
        return expected;
    }

    /// <summary>What layers need: their parameters, and the running statistics of those that are batch norm layers. Needs no libtorch.</summary>
    /// <param name="parameters">The parameters of the layers.</param>
    /// <returns>By name, in the order of a state dict.</returns>
    public static Dictionary<string, ExpectedTensor> Of(IReadOnlyList<ParameterDescription> parameters)
    {
        var expected = new Dictionary<string, ExpectedTensor>();
        foreach (var parameter in parameters)
        {
            expected.Add(parameter.Name, new ExpectedTensor(parameter.Shape, true));
            if (parameter.Layer != LayerKind.BatchNorm || !parameter.Name.EndsWith(".bias", StringComparison.Ordinal)) continue;
            var layer = parameter.Name[..parameter.Name.LastIndexOf('.')];
            expected.Add($"{layer}.running_mean", new ExpectedTensor(parameter.Shape, true));
            expected.Add($"{layer}.running_var", new ExpectedTensor(parameter.Shape, true));
            expected.Add($"{layer}.num_batches_tracked", new ExpectedTensor([], false));
        }
        return expected;
    }

    /// <summary>What a module needs.</summary>
    /// <param name="stateDict">Its state dict.</param>
    /// <returns>By name.</returns>
    public static Dictionary<string, ExpectedTensor> Of(IReadOnlyDictionary<string, Tensor> stateDict) => stateDict.ToDictionary(
        pair => pair.Key,
        pair => new ExpectedTensor(pair.Value.shape, pair.Value.dtype is ScalarType.Float32 or ScalarType.Float64 or ScalarType.Float16 or ScalarType.BFloat16));
}
