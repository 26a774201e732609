using static TorchSharp.torch;

namespace Harness.Models.Backbones;

/// <summary>Takes the backbone out of a network of the package TorchVision.</summary>
internal static class TorchVisionNetwork
{
    /// <summary>Takes the children that the backbone is made of, and disposes the others.</summary>
    /// <param name="network">The network; not to be used any more. It is left to the collector, since disposing it would dispose what is taken.</param>
    /// <param name="leftOut">The names of the children that are not part of the backbone: pooling and classifier.</param>
    /// <returns>The other children in the order in which they run.</returns>
    public static IReadOnlyList<(string Name, nn.Module<Tensor, Tensor> Module)> Take(nn.Module network, params IReadOnlyCollection<string> leftOut)
    {
        var taken = new List<(string, nn.Module<Tensor, Tensor>)>();
        foreach (var (name, module) in network.named_children())
        {
            if (leftOut.Contains(name)) module.Dispose();
            else taken.Add((name, (nn.Module<Tensor, Tensor>)module));
        }
        return taken;
    }
}
