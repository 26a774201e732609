using Harness.Libtorch;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Harness.Models.BatchNormalization;

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

    /// <summary>Calls a layer and computes what follows it, both at once where possible.</summary>
    /// <param name="layer">See the other overload.</param>
    /// <param name="input">What the layer takes; not disposed.</param>
    /// <param name="next">What follows.</param>
    /// <param name="addend">What is added to what the layer gives; null for nothing, and with pooling.</param>
    /// <param name="mayOverwrite">Whether the input is not needed any more, except for gradients.</param>
    /// <returns>The result. The caller disposes it.</returns>
    public static Tensor Of(BatchNorm layer, Tensor input, AfterBatchNorm next, Tensor? addend = null, bool mayOverwrite = false) =>
        FusedBatchNorm.Takes(layer, input) ? FusedBatchNorm.Call(layer, input, next, addend, mayOverwrite) : Continue(Of(layer, input), next, addend);

    /// <summary>Computes what follows a batch norm.</summary>
    /// <param name="normalized">What it gave. Overwritten, or disposed.</param>
    /// <param name="next">What follows.</param>
    /// <param name="addend">What is added first; null for nothing, and with pooling.</param>
    /// <returns>The result. The caller disposes it.</returns>
    public static Tensor Continue(Tensor normalized, AfterBatchNorm next, Tensor? addend)
    {
        if (addend is not null) normalized.AddInPlace(addend);
        switch (next)
        {
            case AfterBatchNorm.Nothing: return normalized;
            case AfterBatchNorm.Relu: return normalized.relu_();
            default:
                // The ReLU after the pooling gives the same numbers and gradients as before it, with a quarter of the work.
                using (normalized) return nn.functional.max_pool2d(normalized, 3, stride: 2, padding: 1).relu_();
        }
    }
}
