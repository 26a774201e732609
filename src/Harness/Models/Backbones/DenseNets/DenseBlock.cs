using Harness.Models.Onnx;
using static TorchSharp.torch;

namespace Harness.Models.Backbones.DenseNets;

/// <summary>Layers each of which sees what all layers before it gave, and adds some channels.</summary>
internal sealed class DenseBlock : nn.Module<Tensor, Tensor>, IOnnxModule
{
    private readonly DenseLayer[] _layers;

    /// <summary>Builds a block.</summary>
    /// <param name="layers">The number of layers.</param>
    /// <param name="inputs">The channels that go in.</param>
    /// <param name="growth">The channels that each layer adds.</param>
    /// <param name="device">Where its tensors are made.</param>
    public DenseBlock(int layers, int inputs, int growth, Device device) : base(nameof(DenseBlock))
    {
        _layers = [.. Enumerable.Range(0, layers).Select(index => new DenseLayer(inputs + (index * growth), growth, device))];
        foreach (var (index, layer) in _layers.Index()) register_module($"denselayer{index + 1}", layer);
    }

    /// <summary>Applies the block.</summary>
    /// <param name="input">[N, C, H, W]; neither changed nor disposed.</param>
    /// <returns>[N, C + layers × growth, H, W]: the input, then what each layer added. The caller disposes it.</returns>
    public override Tensor forward(Tensor input)
    {
        var features = input.alias();
        foreach (var layer in _layers)
        {
            using var added = layer.call(features);
            var joined = cat([features, added], 1);
            features.Dispose();
            features = joined;
        }
        return features;
    }

    /// <inheritdoc/>
    public OnnxValue ToOnnx(OnnxGraph graph, OnnxValue input) =>
        _layers.Aggregate(input, (features, layer) => graph.Concat(features, layer.ToOnnx(graph, features)));
}
