using Harness.Models;
using Harness.Models.Backbones;
using Harness.Models.Heads;
using TorchSharp;
using static TorchSharp.torch;

namespace Harness.Inference;

/// <summary>Runs trained networks side by side. A backbone that several of them have in common is run once per batch.</summary>
public sealed class Classifier : IDisposable
{
    private readonly IReadOnlyList<TrainedModel> _models;
    private readonly List<SharedBackbone> _backbones;
    private readonly Device _device;

    /// <summary>Takes ownership of networks.</summary>
    /// <param name="models">The networks; disposed with this.</param>
    /// <param name="device">Where to compute.</param>
    public Classifier(IReadOnlyList<TrainedModel> models, Device device)
    {
        (_models, _device) = (models, device);
        foreach (var model in models) model.Network.to(device);
        _backbones = models
            .Index()
            .GroupBy(model => model.Item.BackboneAddress ?? $"network {model.Index}", model => (model.Index, model.Item.Network))
            .Select(sharing => new SharedBackbone([.. sharing]))
            .ToList();
    }

    /// <summary>Classifies images.</summary>
    /// <param name="images">[N, 3, H, W], float32, normalized, on the CPU; not disposed here.</param>
    /// <param name="asked">The places of the networks that are asked; null for all. Backbones that none of them has are not run.</param>
    /// <returns>For each network N × classes probabilities, image by image; empty for one that is not asked.</returns>
    public IReadOnlyList<float[]> Classify(Tensor images, IReadOnlySet<int>? asked = null)
    {
        using var scope = NewDisposeScope();
        using var _ = no_grad();
        var local = images.to(_device);
        var results = new float[_models.Count][];
        Array.Fill(results, []);
        foreach (var backbone in _backbones)
        {
            var heads = backbone.Heads.Where(head => asked?.Contains(head.Place) != false).ToList();
            if (heads.Count == 0) continue;
            var features = backbone.Forward(local);
            foreach (var (place, head) in heads)
            {
                // The softmax of log probabilities gives the probabilities, so this is right for both kinds of heads.
                results[place] = head.call(features).softmax(1).to(float32).cpu().data<float>().ToArray();
            }
        }
        return results;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var backbone in _backbones) backbone.Dispose();
        foreach (var model in _models) model.Dispose();
    }

    private sealed class SharedBackbone(IReadOnlyList<(int Place, TransferModel Network)> networks) : IDisposable
    {
        private readonly BackboneWithoutGraph _backbone = BackboneWithoutGraph.Evaluating(networks[0].Network.Backbone, ComputeSettings.Default);

        public IEnumerable<(int Place, Head Head)> Heads => networks.Select(network => (network.Place, network.Network.Head));

        public Tensor Forward(Tensor images) => _backbone.Forward(images);

        public void Dispose() => _backbone.Dispose();
    }
}
