using Harness.Models.Parameters;
using static TorchSharp.torch;

namespace Harness.Models.Heads;

/// <summary>Layers of a head that see the feature map before it is pooled.</summary>
public abstract record HeadStem
{
    /// <summary>The channels that it gives.</summary>
    public abstract int Outputs { get; }

    /// <summary>Its parameters, in forward order.</summary>
    /// <param name="channels">The channels of the feature map.</param>
    /// <returns>The parameters, under the names that they have in the module.</returns>
    public abstract IReadOnlyList<ParameterDescription> Parameters(int channels);

    /// <summary>Builds the module, initialized from the global generator.</summary>
    /// <param name="channels">The channels of the feature map.</param>
    /// <returns>From [N, channels, h, w] to [N, <see cref="Outputs"/>, h', w'].</returns>
    public abstract nn.Module<Tensor, Tensor> Create(int channels);
}
