using Harness.Models.Weights;
using Harness.Tests.Models.Fixtures;
using static TorchSharp.torch;

namespace Harness.Tests.Models;

/// <summary>How far tensors are apart.</summary>
internal static class Difference
{
    public static double[] Values(Tensor tensor) => WeightValues.Of(ModuleWeights.Capture("values", tensor));

    /// <summary>The largest difference, as a fraction of the largest expected value.</summary>
    public static double OfLargest(double[] expected, double[] actual) =>
        expected.Zip(actual, (e, a) => Math.Abs(e - a)).Max() / expected.Max(Math.Abs);

    /// <summary>The length of the difference, as a fraction of the length of what was expected.</summary>
    public static double OfLength(double[] expected, double[] actual) =>
        Math.Sqrt(expected.Zip(actual, (e, a) => (e - a) * (e - a)).Sum() / expected.Sum(e => e * e));
}
