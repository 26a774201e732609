using Harness.Libtorch;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Harness.Models;

/// <summary>Calls batch norm layers.</summary>
/// <remarks>
/// TorchSharp's own call counts the batch by adding a number that nothing keeps alive while libtorch reads it (<see cref="TensorNumbers"/>), once for every layer
/// and training step. Layers inside modules of the package TorchVision are called by these.
/// </remarks>
internal static class BatchNormCall
{
    /// <summary>Does what the layer's own call does.</summary>
    /// <param name="layer">A layer with a momentum and running statistics, as all are here.</param>
    /// <param name="input">What the layer takes; not disposed.</param>
    /// <returns>[like the input]. The caller disposes it.</returns>
    public static Tensor Of(BatchNorm layer, Tensor input)
    {
        if (layer.training) layer.num_batches_tracked!.Increment();
        return nn.functional.batch_norm(input, layer.running_mean!, layer.running_var!, layer.weight, layer.bias, layer.training, layer.momentum!.Value, layer.eps);
    }
}
