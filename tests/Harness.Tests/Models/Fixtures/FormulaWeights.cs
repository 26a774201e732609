using System.Text;
using Harness.Models.Weights;
using TorchSharp;
using static TorchSharp.torch;

namespace Harness.Tests.Models.Fixtures;

/// <summary>Weights that follow from name and position alone; make_reference_outputs.py makes the same ones in Python.</summary>
internal static class FormulaWeights
{
    /// <summary>Weights for everything that a module has, such as a backbone.</summary>
    /// <param name="module">The module.</param>
    /// <param name="prefix">What the names begin with, by which the values follow.</param>
    public static Dictionary<string, WeightTensor> For(nn.Module module, string prefix = "") => module.state_dict()
        .Where(pair => !pair.Key.EndsWith("num_batches_tracked", StringComparison.Ordinal))
        .ToDictionary(pair => prefix + pair.Key, pair => Make(prefix + pair.Key, pair.Value.shape));

    /// <summary>Weights for a head of one linear layer and ten classes, by the names of the head.</summary>
    public static Dictionary<string, WeightTensor> ForHead(int features, string prefix = "") => new()
    {
        ["0.weight"] = Make($"{prefix}fc.weight", [10, features]),
        ["0.bias"] = Make($"{prefix}fc.bias", [10]),
    };

    public static Tensor Images(params long[] shape) => tensor(Noise("images", shape.TotalSize(), u => 4 * u), shape);

    private static WeightTensor Make(string name, long[] shape) => WeightValues.Float32(name, shape, Noise(name, shape.TotalSize(), Scale(name, shape)));

    private static Func<double, double> Scale(string name, long[] shape)
    {
        if (shape.Length > 1)
        {
            var factor = Math.Sqrt(12.0 / shape[1..].TotalSize());
            return u => u * factor;
        }
        var aroundOne = name.EndsWith("running_var", StringComparison.Ordinal) || name.EndsWith("weight", StringComparison.Ordinal);
        return aroundOne ? u => 1 + 0.4 * u : u => 0.4 * u;
    }

    private static float[] Noise(string name, long count, Func<double, double> scale)
    {
        var start = Encoding.UTF8.GetBytes(name).Aggregate(2166136261u, (hash, value) => unchecked((hash ^ value) * 16777619u));
        var values = new float[count];
        for (var i = 0; i < values.Length; i++)
        {
            var h = unchecked((uint)i * 2654435761u + start);
            h ^= h >> 16;
            h = unchecked(h * 0x45d9f3bu);
            h ^= h >> 16;
            values[i] = (float)scale(h / 4294967296.0 - 0.5);
        }
        return values;
    }
}
