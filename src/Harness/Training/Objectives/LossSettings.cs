using Harness.Yaml.Blocks;
using static TorchSharp.torch;

namespace Harness.Training.Objectives;

/// <summary>What training minimizes. Reported losses are plain cross entropies whatever it is, so that rows can be compared.</summary>
public abstract record LossSettings : Block
{
    /// <summary>Whether the head must give log probabilities; otherwise it gives logits.</summary>
    public virtual bool TakesLogProbabilities => false;

    /// <summary>Whether it is the plain cross entropy that is reported.</summary>
    public virtual bool IsReported => true;

    /// <summary>Computes the mean loss of a batch.</summary>
    /// <param name="outputs">[N, classes], what the head gives.</param>
    /// <param name="labels">[N], int64, or the probabilities of the classes [N, classes], float32.</param>
    /// <returns>A scalar; the caller disposes it.</returns>
    public abstract Tensor Compute(Tensor outputs, Tensor labels);
}
