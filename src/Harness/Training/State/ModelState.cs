using Harness.Diagnostics;
using Harness.Models.Parameters;
using static TorchSharp.torch;

namespace Harness.Training.State;

/// <summary>Applies a <see cref="TrainingState"/> to fresh parts of a model and extracts it from trained ones.</summary>
internal static class ModelState
{
    /// <summary>Overwrites what has changed in a backbone, and leaves out what belongs to the head.</summary>
    /// <param name="backbone">The backbone as its weights or seed made it.</param>
    /// <param name="changed">By full name.</param>
    /// <exception cref="HarnessException">The state belongs to another model.</exception>
    public static void ApplyToBackbone(ModelPart backbone, IReadOnlyDictionary<string, Tensor> changed) =>
        Apply(backbone, changed.Where(pair => ParameterNames.IsOfBackbone(pair.Key)));

    /// <summary>Overwrites what has changed in heads, and leaves out what belongs to the backbone and to the heads of other objectives.</summary>
    /// <param name="heads">The heads as their seed made them.</param>
    /// <param name="changed">By full name.</param>
    /// <exception cref="HarnessException">The state belongs to another model.</exception>
    public static void ApplyToHeads(ModelPart heads, IReadOnlyDictionary<string, Tensor> changed)
    {
        var known = heads.Tensors();
        Apply(heads, changed.Where(pair => known.ContainsKey(pair.Key)));
    }

    /// <summary>Copies what may differ from the initial values: what has ever trained, running statistics, all of the heads that trained, and the heads of
    /// other objectives as they were.</summary>
    /// <param name="backbone">The backbone.</param>
    /// <param name="heads">The trained heads.</param>
    /// <param name="trained">The full names of the parameters that trained in this epoch.</param>
    /// <param name="before">What had changed before this epoch.</param>
    /// <returns>New tensors by full name, contiguous and on the CPU.</returns>
    public static Dictionary<string, Tensor> Capture(
        ModelPart backbone, ModelPart heads, IReadOnlySet<string> trained, IReadOnlyDictionary<string, Tensor> before)
    {
        var ofHeads = heads.Tensors();
        return TensorCopy.Collect(backbone.Tensors()
            .Where(pair => trained.Contains(pair.Key) || before.ContainsKey(pair.Key) || ParameterNames.IsStatistic(pair.Key))
            .Concat(ofHeads)
            .Concat(before.Where(pair => !ParameterNames.IsOfBackbone(pair.Key) && !ofHeads.ContainsKey(pair.Key)))
            .Select(pair => (pair.Key, TensorCopy.ToCpu(pair.Value))));
    }

    private static void Apply(ModelPart part, IEnumerable<KeyValuePair<string, Tensor>> changed)
    {
        using var _ = no_grad();
        var tensors = part.Tensors();
        foreach (var (name, value) in changed)
        {
            if (!tensors.TryGetValue(name, out var target) || !target.shape.SequenceEqual(value.shape))
                throw new HarnessException($"The stored state holds '{name}', which this model does not have in that shape.");
            target.copy_(value);
        }
    }
}
