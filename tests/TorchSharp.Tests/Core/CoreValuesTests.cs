using System.Text.Json;
using static TorchSharp.torch;

namespace TorchSharp.Tests.Core;

/// <summary>Operators against what PyTorch computes: see generate_core_values.py.</summary>
public sealed class CoreValuesTests : IDisposable
{
    private static readonly Dictionary<string, JsonElement> Cases = JsonDocument
        .Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "core_values.json")))
        .RootElement.EnumerateArray().ToDictionary(entry => entry.GetProperty("name").GetString()!);

    private readonly int _threads = get_num_threads();

    // More than one thread would only wait on tensors this small.
    public CoreValuesTests() => set_num_threads(1);

    public void Dispose() => set_num_threads(_threads);

    public static TheoryData<string> Names => [.. Cases.Keys];

    [Fact]
    public void Cases_EveryFunction_HasValues() => Assert.Equal(Cases.Keys.Order(), CoreFunctions.ByName.Keys.Order());

    [Theory]
    [MemberData(nameof(Names))]
    public void Operator_SameInput_GivesPyTorchsValues(string name)
    {
        using var scope = NewDisposeScope();
        var entry = Cases[name];
        var hasGradients = entry.TryGetProperty("gradients", out var gradients);
        var inputs = Tensors(entry.GetProperty("inputs"));
        var trained = hasGradients ? inputs[..gradients.GetArrayLength()] : [];
        foreach (var input in trained) input.requires_grad = true;

        // What follows a seed must come out bit for bit.
        var tolerance = entry.GetProperty("inputs").GetArrayLength() == 0 ? 0 : 2e-6;
        manual_seed(42);
        var outputs = CoreFunctions.ByName[name](inputs);

        var expected = Tensors(entry.GetProperty("outputs"));
        Assert.Equal(expected.Length, outputs.Length);
        for (var i = 0; i < expected.Length; i++)
            TensorValue.AssertClose(expected[i], outputs[i].detach(), tolerance, $"{name}, output {i}");
        if (!hasGradients) return;

        WeightedSum(outputs).backward();
        foreach (var (index, gradient) in Tensors(gradients).Index())
            TensorValue.AssertClose(gradient, trained[index].grad!, 1e-5, $"{name}, gradient {index}");
    }

    private static Tensor[] Tensors(JsonElement list) => [.. list.EnumerateArray().Select(TensorValue.Read)];

    private static Tensor WeightedSum(Tensor[] outputs) => outputs
        .Where(output => output.requires_grad)
        .Select(output => (output * linspace(-1, 1, output.numel()).view(output.shape)).sum())
        .Aggregate((left, right) => left + right);
}
