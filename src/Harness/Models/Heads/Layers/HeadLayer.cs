using Harness.Models.Parameters;
using Harness.Yaml.Blocks;
using static TorchSharp.torch;

namespace Harness.Models.Heads.Layers;

/// <summary>One layer of a head. A new one is a record like those beside this file, and a line in <see cref="HeadLayerRegistry"/>.</summary>
public abstract record HeadLayer : Block
{
    /// <summary>The number of features that come out.</summary>
    /// <param name="inputs">The number of features that go in.</param>
    /// <param name="classes">The number of classes.</param>
    /// <returns>The number; as many as go in unless a layer says otherwise.</returns>
    public virtual int Outputs(int inputs, int classes) => inputs;

    /// <summary>The layer's parameters.</summary>
    /// <param name="inputs">The number of features that go in.</param>
    /// <param name="outputs">The number of features that come out.</param>
    /// <returns>Their names within the layer, kinds and shapes, in forward order; none unless a layer says otherwise.</returns>
    public virtual IReadOnlyList<ParameterDescription> Parameters(int inputs, int outputs) => [];

    /// <summary>Builds the layer, initialized as PyTorch's layer is, from the global generator.</summary>
    /// <param name="inputs">The number of features that go in.</param>
    /// <param name="outputs">The number of features that come out.</param>
    /// <returns>A module from [N, inputs] to [N, outputs], one of those that <see cref="Onnx.OnnxLayers"/> knows; the caller disposes it.</returns>
    public abstract nn.Module<Tensor, Tensor> Create(int inputs, int outputs);
}
