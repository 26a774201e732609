using System.Runtime.InteropServices;
using System.Text.Json;
using static TorchSharp.torch;

namespace TorchSharp.Tests.Nn;

/// <summary>The tensors that generate_nn_values.py wrote, and comparisons with them.</summary>
internal static class PyTorchValues
{
    private static readonly JsonElement Values = Read();

    /// <summary>A new tensor, contiguous.</summary>
    public static Tensor Get(string name)
    {
        var entry = Values.GetProperty(name);
        var shape = entry.GetProperty("shape").EnumerateArray().Select(length => length.GetInt64()).ToArray();
        var bytes = entry.GetProperty("data").GetBytesFromBase64();
        return entry.GetProperty("type").GetString() switch
        {
            "float32" => tensor(MemoryMarshal.Cast<byte, float>(bytes).ToArray(), shape),
            "int64" => tensor(MemoryMarshal.Cast<byte, long>(bytes).ToArray(), shape),
            var other => throw new NotSupportedException(other),
        };
    }

    /// <summary>All tensors below a prefix, by the rest of their names.</summary>
    public static Dictionary<string, Tensor> All(string prefix) => Values.EnumerateObject()
        .Where(entry => entry.Name.StartsWith(prefix + "/", StringComparison.Ordinal))
        .ToDictionary(entry => entry.Name[(prefix.Length + 1)..], entry => Get(entry.Name));

    public static void AssertBits(string name, Tensor actual)
    {
        using var expected = Get(name);
        AssertSame(expected, actual, name);
    }

    public static void AssertSame(Tensor expected, Tensor actual, string name = "")
    {
        Assert.Equal(expected.shape, actual.shape);
        Assert.Equal(expected.dtype, actual.dtype);
        using var difference = expected.ne(actual.cpu()).sum();
        Assert.True(difference.item<long>() == 0, $"{name}: {difference.item<long>()} of {expected.numel()} elements differ");
    }

    public static void AssertClose(string name, Tensor actual, double tolerance = 1e-6)
    {
        using var expected = Get(name);
        Assert.Equal(expected.shape, actual.shape);
        Assert.Equal(expected.dtype, actual.dtype);
        var largest = (expected.to(ScalarType.Float64) - actual.to(ScalarType.Float64)).abs().max().item<double>();
        Assert.True(largest <= tolerance, $"{name}: differs by {largest}");
    }

    private static JsonElement Read()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var path = Path.Combine(folder.FullName, "tests", "TorchSharp.Tests", "nn_values.json");
            if (File.Exists(path)) return JsonDocument.Parse(File.ReadAllBytes(path)).RootElement.GetProperty("values");
        }
        throw new FileNotFoundException("nn_values.json");
    }
}
