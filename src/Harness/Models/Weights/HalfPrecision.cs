using System.Runtime.InteropServices;
using Harness.Diagnostics;

namespace Harness.Models.Weights;

/// <summary>Stores weights in half the bytes. Loading converts them back, so that computations stay in single precision.</summary>
public static class HalfPrecision
{
    /// <summary>Rounds a tensor of single precision to half precision, to the nearest, ties to even.</summary>
    /// <param name="tensor">The tensor; one of another type is returned as it is.</param>
    /// <returns>A tensor of the same name and shape.</returns>
    /// <exception cref="HarnessException">A value is too large for half precision.</exception>
    public static WeightTensor Of(WeightTensor tensor)
    {
        if (tensor.Type != WeightType.Float32) return tensor;
        var singles = MemoryMarshal.Cast<byte, float>(tensor.ReadBytes());
        var halves = new Half[singles.Length];
        for (var i = 0; i < halves.Length; i++)
        {
            halves[i] = (Half)singles[i];
            if (Half.IsInfinity(halves[i]))
                throw new HarnessException($"'{tensor.Name}' holds {singles[i]}, which half precision cannot.", "Write the weights in single precision.");
        }
        return WeightTensor.FromBytes(tensor.Name, WeightType.Float16, tensor.Shape, MemoryMarshal.AsBytes<Half>(halves).ToArray());
    }
}
