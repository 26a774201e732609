using TorchSharp.Modules;
using static TorchSharp.torch;

namespace TorchSharp.Tests.Nn;

/// <summary>Channels-last strides by the public API of the package.</summary>
internal static class ChannelsLast
{
    public static Tensor Of(Tensor tensor) => tensor.detach().permute(0, 2, 3, 1).contiguous().permute(0, 3, 1, 2);

    public static Parameter Parameter(Tensor tensor) => nn.Parameter(Of(tensor));
}
