using static TorchSharp.torch;

namespace Harness.Models;

/// <summary>Strides with the channels innermost: oneDNN's and cuDNN's fastest, and libtorch takes them when input or weight has them.</summary>
internal static class ChannelsLast
{
    /// <summary>A copy of a tensor with its channels innermost.</summary>
    /// <param name="source">[N, C, H, W]; not disposed.</param>
    /// <returns>The same shape and values; without gradient. May share memory with a source that has such strides already.</returns>
    public static Tensor Of(Tensor source)
    {
        using var noGrad = no_grad();
        using var channelsLast = source.permute(0, 2, 3, 1);
        using var packed = channelsLast.contiguous();
        using var view = packed.permute(0, 3, 1, 2);
        // Detached: what is packed already comes back as a view of the source, and a view of a parameter cannot be frozen.
        return view.detach();
    }
}
