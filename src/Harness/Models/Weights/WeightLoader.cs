using Harness.Diagnostics;
using Harness.Models.Backbones;
using static TorchSharp.torch;

namespace Harness.Models.Weights;

/// <summary>Loads weights into modules: all of them, or an error that says what does not fit.</summary>
public static class WeightLoader
{
    /// <summary>Loads pretrained weights into a backbone.</summary>
    /// <param name="backbone">The backbone; unchanged when there is an error.</param>
    /// <param name="weights">The tensors by name, older names of the architecture included. Half precision and double are converted.</param>
    /// <param name="description">What the backbone is. Only tensors of its classifier may be left over.</param>
    /// <param name="source">Where the weights come from, for error messages.</param>
    /// <exception cref="HarnessException">Names or shapes differ; the first of them are named, and the backbone that the file does fit.</exception>
    public static void LoadBackbone(
        nn.Module backbone, IReadOnlyDictionary<string, WeightTensor> weights, BackboneDescription description, string source)
    {
        CheckBackbone(weights, description, source);
        Copy(backbone.state_dict(), OfBackbone(weights, description));
    }

    /// <summary>Checks that pretrained weights fit a backbone; needs no libtorch and reads no elements.</summary>
    /// <param name="weights">The tensors by name.</param>
    /// <param name="description">What the backbone is. Only tensors of its classifier may be left over.</param>
    /// <param name="source">Where the weights come from, for error messages.</param>
    /// <exception cref="HarnessException">Names or shapes differ; the first of them are named, and the backbone that the file does fit.</exception>
    public static void CheckBackbone(IReadOnlyDictionary<string, WeightTensor> weights, BackboneDescription description, string source)
    {
        if (WeightMismatch.Find(ExpectedTensor.Of(description), OfBackbone(weights, description)) is not { } mismatch) return;
        throw new HarnessException(
            $"{source}: {WeightRecognition.Explain(weights, description)}{mismatch}",
            "Name the backbone that the weights belong to, or other weights.");
    }

    /// <summary>Loads a whole module's own state, as <see cref="ModuleWeights.Capture(nn.Module)"/> gave it.</summary>
    /// <param name="module">The module; unchanged when there is an error.</param>
    /// <param name="weights">The tensors by name.</param>
    /// <param name="source">Where the weights come from, for error messages.</param>
    /// <exception cref="HarnessException">Names or shapes differ; the first of them are named.</exception>
    public static void Load(nn.Module module, IReadOnlyDictionary<string, WeightTensor> weights, string source)
    {
        var targets = module.state_dict();
        if (WeightMismatch.Find(ExpectedTensor.Of(targets), weights) is { } mismatch)
            throw new HarnessException($"{source}: these weights are of another model.{mismatch}");
        Copy(targets, weights);
    }

    /// <summary>Whether weights belong to a backbone; needs no libtorch and reads no elements.</summary>
    /// <param name="weights">The tensors by name.</param>
    /// <param name="backbone">The backbone.</param>
    /// <returns>Whether every parameter is there in its shape, and nothing else but running statistics and the classifier.</returns>
    public static bool Fits(IReadOnlyDictionary<string, WeightTensor> weights, BackboneDescription backbone) =>
        WeightRecognition.Fits(weights, backbone);

    private static Dictionary<string, WeightTensor> OfBackbone(
        IReadOnlyDictionary<string, WeightTensor> weights, BackboneDescription description) =>
        NamedWeights.Of(weights, description).Where(pair => !description.IsOfClassifier(pair.Key)).ToDictionary();

    private static void Copy(Dictionary<string, Tensor> targets, IReadOnlyDictionary<string, WeightTensor> weights)
    {
        foreach (var (name, tensor) in targets)
        {
            // Only the counters of old files can be missing here.
            if (weights.TryGetValue(name, out var found)) ModuleWeights.CopyInto(tensor, found);
        }
    }
}
