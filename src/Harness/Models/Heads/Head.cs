using System.Globalization;
using Harness.Models.Backbones;
using Harness.Models.BatchNormalization;
using Harness.Models.Heads.Poolings;
using Harness.Models.Onnx;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Harness.Models.Heads;

/// <summary>A pooling and the layers on it, named <c>0</c>, <c>1</c> … as in the YAML list; the pooling has no number. The auxiliary classifier of a
/// network has a stem under the pooling.</summary>
public sealed class Head : nn.Module<Tensor, Tensor>
{
    // A list of one or none: a field that is a module would also be registered under its own name.
    private readonly nn.Module<Tensor, Tensor>[] _stem = [];
    private readonly Pooling _pooling;
    private readonly nn.Module<Tensor, Tensor>[] _layers;

    /// <summary>Builds a head, initialized as PyTorch's layers are, from the global generator.</summary>
    /// <param name="settings">Pooling and layers.</param>
    /// <param name="channels">The channels of its feature map.</param>
    /// <param name="classes">The number of classes.</param>
    /// <param name="stem">What is between that map and the pooling; null for nothing.</param>
    public Head(HeadSettings settings, int channels, int classes, HeadStem? stem = null) : base(nameof(Head))
    {
        (_pooling, Outputs) = (settings.Pool, classes);
        var sizes = HeadDescription.Layers(settings, stem?.Outputs ?? channels, classes);
        _layers = new nn.Module<Tensor, Tensor>[sizes.Count];
        try
        {
            if (stem is not null) register_module(HeadDescription.Stem, (_stem = [stem.Create(channels)])[0]);
            for (var i = 0; i < sizes.Count; i++)
            {
                _layers[i] = sizes[i].Layer.Create(sizes[i].Inputs, sizes[i].Outputs);
                register_module(i.ToString(CultureInfo.InvariantCulture), _layers[i]);
            }
        }
        catch
        {
            // There was no memory for a layer: that of the layers before it is not left to the collector.
            Dispose();
            throw;
        }
    }

    /// <summary>The number of classes, whether or not there is a layer that gives them.</summary>
    public int Outputs { get; }

    /// <summary>What is between the feature map and the pooling; null for nothing.</summary>
    internal nn.Module<Tensor, Tensor>? Stem => _stem.FirstOrDefault();

    /// <summary>Computes the outputs.</summary>
    /// <param name="features">The feature map, [N, C, H, W]; not disposed here.</param>
    /// <returns>[N, classes]: logits, or log probabilities when the last layer is a log softmax. The caller disposes it.</returns>
    public override Tensor forward(Tensor features)
    {
        using var stemmed = Stem is { } stem ? MixedPrecision.Call(stem, features) : null;
        var result = _pooling.Forward(stemmed ?? features);
        foreach (var layer in _layers)
        {
            var next = layer is BatchNorm norm ? BatchNormCall.Of(norm, result) : layer.call(result);
            result.Dispose();
            result = next;
        }
        return result;
    }

    /// <summary>Adds to a graph what <c>forward</c> computes in evaluation mode.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="features">The backbone's feature map, [N, C, H, W].</param>
    /// <param name="softmax">Whether to give probabilities.</param>
    /// <returns>[N, classes]: what <c>forward</c> gives, or probabilities.</returns>
    internal OnnxValue ToOnnx(OnnxGraph graph, OnnxValue features, bool softmax)
    {
        if (Stem is not null) throw new NotSupportedException("An auxiliary classifier is for training alone and is not exported.");
        var pooled = _pooling.ToOnnx(graph, features);
        if (!softmax) return graph.Layers(pooled, _layers);
        // The softmax of logarithms of probabilities gives the probabilities, as that of the logits does.
        return graph.Softmax(graph.Layers(pooled, _layers.Where(layer => layer is not LogSoftmax)));
    }
}
