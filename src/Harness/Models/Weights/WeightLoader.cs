using Harness.Diagnostics;
using Harness.Models.Backbones;
using Harness.Models.Weights.Fitting;
using static TorchSharp.torch;

namespace Harness.Models.Weights;

/// <summary>Loads weights into modules: all of them, or an error that says what does not fit.</summary>
public static class WeightLoader
{
    /// <summary>Loads pretrained weights into a backbone.</summary>
    /// <param name="backbone">The backbone; unchanged when there is an error.</param>
    /// <param name="weights">The tensors by name, older names of the architecture included. Half precision and double are converted.</param>
    /// <param name="description">What the backbone is.</param>
    /// <param name="source">Where the weights come from, for error messages.</param>
    /// <exception cref="HarnessException">Names or shapes differ; the first of them are named, and the backbone that the file does fit.</exception>
    public static void LoadBackbone(
        nn.Module backbone, IReadOnlyDictionary<string, WeightTensor> weights, BackboneDescription description, string source)
    {
        var (fit, _) = WeightSelection.Select(new(source, [new StateDict(StateDict.Top, weights)]), description);
        Copy(backbone.state_dict(), fit.Tensors);
    }

    /// <summary>Loads a whole module's own state, as <see cref="ModuleWeights.Capture(nn.Module)"/> gave it.</summary>
    /// <param name="module">The module; unchanged when there is an error.</param>
    /// <param name="weights">The tensors by name.</param>
    /// <param name="source">Where the weights come from, for error messages.</param>
    /// <exception cref="HarnessException">Names or shapes differ; the first of them are named.</exception>
    public static void Load(nn.Module module, IReadOnlyDictionary<string, WeightTensor> weights, string source)
    {
        var targets = module.state_dict();
        var mismatch = WeightMismatch.Between(ExpectedTensor.Of(targets), weights);
        if (!mismatch.IsNone) throw new HarnessException($"{source}: these weights belong to another model.{mismatch}");
        Copy(targets, weights);
    }

    private static void Copy(Dictionary<string, Tensor> targets, IReadOnlyDictionary<string, WeightTensor> weights)
    {
        foreach (var (name, tensor) in targets)
        {
            // Only the counters of old files can be missing here.
            if (weights.TryGetValue(name, out var found)) ModuleWeights.CopyInto(tensor, found);
        }
    }
}
