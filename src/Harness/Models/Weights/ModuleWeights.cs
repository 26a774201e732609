using TorchSharp;
using static TorchSharp.torch;

namespace Harness.Models.Weights;

/// <summary>Takes weights out of modules and puts them in, bit for bit where the types agree.</summary>
public static class ModuleWeights
{
    /// <summary>Copies parameters and buffers of a module.</summary>
    /// <param name="module">The module, on any device.</param>
    /// <returns>Its state dict as row-major tensors in memory, in the module's order; independent of the module from now on.</returns>
    public static IReadOnlyDictionary<string, WeightTensor> Capture(nn.Module module)
    {
        using var noGrad = no_grad();
        return module.state_dict().ToDictionary(pair => pair.Key, pair => Capture(pair.Key, pair.Value));
    }

    /// <summary>Copies one tensor.</summary>
    /// <param name="name">The name to give it.</param>
    /// <param name="tensor">The tensor, on any device and with any strides; not disposed here.</param>
    /// <returns>The copy, row-major.</returns>
    public static WeightTensor Capture(string name, Tensor tensor)
    {
        using var detached = tensor.detach();
        using var local = detached.cpu();
        using var rowMajor = local.contiguous();
        return WeightTensor.FromBytes(name, WeightTypeOf(tensor.dtype), tensor.shape, rowMajor.bytes.ToArray());
    }

    /// <summary>Copies elements into a tensor, converting their type where it differs.</summary>
    /// <param name="tensor">The tensor, of the same shape, on any device; its strides stay.</param>
    /// <param name="weights">The elements.</param>
    public static void CopyInto(Tensor tensor, WeightTensor weights)
    {
        using var noGrad = no_grad();
        using var staging = empty(weights.Shape.ToArray(), dtype: ScalarTypeOf(weights.Type));
        staging.bytes = weights.ReadBytes();
        tensor.copy_(staging);
    }

    private static ScalarType ScalarTypeOf(WeightType type) => type switch
    {
        WeightType.Float32 => ScalarType.Float32,
        WeightType.Float16 => ScalarType.Float16,
        WeightType.BFloat16 => ScalarType.BFloat16,
        WeightType.Float64 => ScalarType.Float64,
        WeightType.Int64 => ScalarType.Int64,
        WeightType.Int32 => ScalarType.Int32,
        WeightType.Int16 => ScalarType.Int16,
        WeightType.Int8 => ScalarType.Int8,
        WeightType.UInt8 => ScalarType.Byte,
        WeightType.Bool => ScalarType.Bool,
        _ => throw new ArgumentOutOfRangeException(nameof(type), type, "There is no such element type."),
    };

    private static WeightType WeightTypeOf(ScalarType type) =>
        Enum.GetValues<WeightType>().Cast<WeightType?>().FirstOrDefault(candidate => ScalarTypeOf(candidate!.Value) == type)
        ?? throw new ArgumentOutOfRangeException(nameof(type), type, "Weight files have no such element type.");
}
