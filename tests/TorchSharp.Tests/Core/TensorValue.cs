using System.Globalization;
using System.Text.Json;
using static TorchSharp.torch;

namespace TorchSharp.Tests.Core;

/// <summary>A tensor as core_values.json writes it: shape, element type, elements in row-major order.</summary>
internal static class TensorValue
{
    public static Tensor Read(JsonElement value)
    {
        var shape = value.GetProperty("shape").EnumerateArray().Select(length => length.GetInt64()).ToArray();
        var data = value.GetProperty("data").EnumerateArray();
        return value.GetProperty("dtype").GetString() switch
        {
            "float32" => tensor(data.Select(x => (float)Number(x)).ToArray(), shape),
            "float64" => tensor(data.Select(Number).ToArray(), shape),
            "int64" => tensor(data.Select(x => x.GetInt64()).ToArray(), shape),
            "int32" => tensor(data.Select(x => x.GetInt32()).ToArray(), shape),
            "uint8" => tensor(data.Select(x => x.GetByte()).ToArray(), shape),
            "bool" => tensor(data.Select(x => x.GetBoolean()).ToArray(), shape),
            var other => throw new ArgumentException($"core_values.json has a tensor of type {other}."),
        };
    }

    /// <summary>Shape and type must be the same; floating-point elements may differ by <paramref name="tolerance"/>, absolute and
    /// relative.</summary>
    public static void AssertClose(Tensor expected, Tensor actual, double tolerance, string what)
    {
        var alike = expected.shape.SequenceEqual(actual.shape) && expected.dtype == actual.dtype;
        Assert.True(alike, $"{what}: expected {expected}, got {actual}");
        Assert.True(
            expected.to_type(ScalarType.Float64).allclose(actual.to_type(ScalarType.Float64), tolerance, tolerance, equal_nan: true),
            $"{what}: expected {Text(expected)}, got {Text(actual)}");
    }

    private static double Number(JsonElement element) => element.ValueKind == JsonValueKind.Number
        ? element.GetDouble()
        : element.GetString() switch
        {
            "inf" => double.PositiveInfinity,
            "-inf" => double.NegativeInfinity,
            _ => double.NaN,
        };

    private static string Text(Tensor tensor) => string.Join(
        ' ', tensor.to_type(ScalarType.Float64).data<double>().Select(x => x.ToString(CultureInfo.InvariantCulture)));
}
