using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Harness.Models.Backbones;

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

    /// <summary>A tensor with its channels innermost that is no view of another, which no later operation could change in place.</summary>
    /// <param name="shape">[N, C, H, W].</param>
    /// <param name="type">The type.</param>
    /// <returns>Numbers that are not initialized. The caller disposes them.</returns>
    public static Tensor Empty(long[] shape, ScalarType type) => empty_strided(shape, [shape[1] * shape[2] * shape[3], 1, shape[3] * shape[1], shape[1]], type);

    /// <summary>Lays out the weights of a convolution with their channels innermost. They become another parameter with the same values.</summary>
    /// <param name="convolution">The convolution.</param>
    public static void LayOut(Conv2d convolution)
    {
        using var channelsLast = Of(convolution.weight);
        convolution.weight = nn.Parameter(channelsLast);
    }

    /// <summary>Does so with every convolution in a module.</summary>
    /// <param name="module">The module.</param>
    public static void LayOut(nn.Module module)
    {
        foreach (var convolution in module.modules().OfType<Conv2d>()) LayOut(convolution);
    }
}
