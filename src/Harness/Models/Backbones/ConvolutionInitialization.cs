using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Harness.Models.Backbones;

/// <summary>The random weights that torchvision gives to the convolutions of most networks.</summary>
/// <remarks>Source: "Delving Deep into Rectifiers" (arXiv:1502.01852). Batch norm layers begin with weights of 1 and biases of 0 by themselves.</remarks>
internal static class ConvolutionInitialization
{
    /// <summary>Draws the weights of all convolutions in a module again, from the global generator; biases become 0.</summary>
    /// <param name="module">The module.</param>
    /// <param name="fan">Whether the spread follows from the connections into an output or out of an input.</param>
    /// <typeparam name="TModule">Its type.</typeparam>
    /// <returns>The module.</returns>
    public static TModule Kaiming<TModule>(TModule module, nn.init.FanInOut fan)
        where TModule : nn.Module
    {
        foreach (var convolution in module.modules().OfType<Conv2d>())
        {
            nn.init.kaiming_normal_(convolution.weight, 0, fan, nn.init.NonlinearityType.ReLU);
            if (convolution.bias is { } bias) nn.init.zeros_(bias);
        }
        return module;
    }
}
