using System.Globalization;
using System.Runtime.InteropServices;
using Harness.Diagnostics;

namespace Harness.Models.Weights;

/// <summary>Finds values in weights with which no network computes: infinite ones, NaN, and variances below zero.</summary>
public static class NumberCheck
{
    private const string Variance = "running_var";

    /// <summary>Says what is wrong with the values of tensors; reads all of them.</summary>
    /// <param name="tensors">The tensors.</param>
    /// <returns>A sentence without its end; null if all values are sound.</returns>
    /// <exception cref="HarnessException">A tensor cannot be read.</exception>
    public static string? Find(IEnumerable<WeightTensor> tensors)
    {
        var (infinite, negative) = (new Finding("value that is not a finite number", "values that are not finite numbers"), new Finding("variance below zero", "variances below zero"));
        foreach (var tensor in tensors.Where(tensor => tensor.Type.IsFloatingPoint()))
        {
            var (notFinite, belowZero) = Count(tensor);
            infinite.Add(tensor.Name, notFinite);
            if (tensor.Name == Variance || tensor.Name.EndsWith($".{Variance}", StringComparison.Ordinal)) negative.Add(tensor.Name, belowZero);
        }
        var found = new[] { infinite, negative }.Where(finding => finding.Values > 0).ToList();
        return found.Count == 0 ? null : $"these weights hold {string.Join(", and ", found)}";
    }

    /// <summary>Throws where values of tensors are wrong.</summary>
    /// <param name="tensors">The tensors; all are read.</param>
    /// <param name="source">Where they come from, for the message.</param>
    /// <exception cref="HarnessException">They are wrong; the first tensor is named.</exception>
    public static void Ensure(IEnumerable<WeightTensor> tensors, string source)
    {
        if (Find(tensors) is not { } problem) return;
        throw new HarnessException(
            $"{source}: {problem}.",
            "A network cannot compute with them. Use weights from before they broke; if half precision broke them, whose numbers end at 65504, save them in single precision.");
    }

    private static (int NotFinite, int BelowZero) Count(WeightTensor tensor)
    {
        var bytes = tensor.ReadBytes();
        return tensor.Type switch
        {
            WeightType.Float32 => Count(MemoryMarshal.Cast<byte, float>(bytes), static value => value),
            WeightType.Float16 => Count(MemoryMarshal.Cast<byte, Half>(bytes), static value => (float)value),
            WeightType.BFloat16 => Count(MemoryMarshal.Cast<byte, ushort>(bytes), static value => BitConverter.Int32BitsToSingle(value << 16)),
            // Beyond single precision, in which networks compute, it becomes infinite.
            _ => Count(MemoryMarshal.Cast<byte, double>(bytes), static value => (float)value),
        };
    }

    private static (int NotFinite, int BelowZero) Count<T>(ReadOnlySpan<T> values, Func<T, float> number)
    {
        var (notFinite, belowZero) = (0, 0);
        foreach (var value in values)
        {
            var single = number(value);
            if (!float.IsFinite(single)) notFinite++;
            else if (single < 0) belowZero++;
        }
        return (notFinite, belowZero);
    }

    private sealed class Finding(string one, string many)
    {
        private readonly List<string> _tensors = [];

        public long Values { get; private set; }

        public void Add(string tensor, int values)
        {
            if (values == 0) return;
            _tensors.Add(tensor);
            Values += values;
        }

        public override string ToString() => string.Create(
            CultureInfo.InvariantCulture,
            $"{Values} {(Values == 1 ? one : many)}, first in {_tensors[0]} ({_tensors.Count} {(_tensors.Count == 1 ? "tensor" : "tensors")})");
    }
}
