using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Harness.Models.Backbones.EfficientNets;

/// <summary>A convolution without bias, named <c>0</c>, and the batch norm after it, named <c>1</c>, with torchvision's padding.</summary>
internal static class NormalizedConvolution
{
    /// <summary>Convolution and batch norm.</summary>
    /// <param name="inputs">The channels that go in.</param>
    /// <param name="outputs">The channels that come out.</param>
    /// <param name="kernel">Height and width of the kernel; odd.</param>
    /// <param name="stride">The stride in both directions.</param>
    /// <param name="groups">How many independent groups the channels are divided into.</param>
    /// <param name="device">Where its tensors are made.</param>
    /// <returns>The module.</returns>
    public static Sequential Linear(int inputs, int outputs, int kernel, int stride, int groups, Device device) =>
        nn.Sequential(Layers(inputs, outputs, kernel, stride, groups, device));

    /// <summary>Convolution, batch norm and SiLU.</summary>
    /// <param name="inputs">The channels that go in.</param>
    /// <param name="outputs">The channels that come out.</param>
    /// <param name="kernel">Height and width of the kernel; odd.</param>
    /// <param name="stride">The stride in both directions.</param>
    /// <param name="groups">How many independent groups the channels are divided into.</param>
    /// <param name="device">Where its tensors are made.</param>
    /// <returns>The module.</returns>
    public static Sequential WithSilu(int inputs, int outputs, int kernel, int stride, int groups, Device device) =>
        nn.Sequential([.. Layers(inputs, outputs, kernel, stride, groups, device), nn.SiLU(inplace: true)]);

    private static nn.Module<Tensor, Tensor>[] Layers(int inputs, int outputs, int kernel, int stride, int groups, Device device) =>
    [
        nn.Conv2d(inputs, outputs, kernel, stride: stride, padding: kernel / 2, groups: groups, bias: false, device: device),
        nn.BatchNorm2d(outputs, device: device),
    ];
}
