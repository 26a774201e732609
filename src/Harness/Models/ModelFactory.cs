using Harness.Libtorch;
using Harness.Models.Backbones;
using Harness.Models.Heads;
using TorchSharp;

namespace Harness.Models;

/// <summary>Builds models.</summary>
public static class ModelFactory
{
    /// <summary>Builds a model on the CPU with random weights that depend on nothing but the arguments.</summary>
    /// <param name="backbone">Which backbone.</param>
    /// <param name="head">Which head.</param>
    /// <param name="classes">The number of classes; at least 1.</param>
    /// <param name="seed">Decides all random weights. The global generator is left where drawing them ended.</param>
    /// <returns>The model, in training mode, with every parameter trainable. The caller disposes it.</returns>
    /// <exception cref="Diagnostics.HarnessException">No backbone has that name.</exception>
    /// <remarks>
    /// Backbone and head are each drawn from the seed's beginning: a head does not depend on its backbone, and can be
    /// built again alone; a ResNet has the weights that torchvision gives it after <c>torch.manual_seed(seed)</c>, other backbones
    /// have weights of the distributions that torchvision draws from.
    /// </remarks>
    public static TransferModel Create(BackboneDescription backbone, HeadSettings head, int classes, long seed)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(classes, 1);
        return new(CreateBackbone(backbone, seed), CreateHead(head, backbone.Features, classes, seed), backbone);
    }

    /// <summary>Builds a backbone alone, with the weights that it has in <see cref="Create"/>.</summary>
    /// <param name="backbone">Which backbone.</param>
    /// <param name="seed">Decides the random weights.</param>
    /// <returns>The backbone. The caller disposes it.</returns>
    public static Backbone CreateBackbone(BackboneDescription backbone, long seed)
    {
        TorchLibrary.Load();
        torch.manual_seed(seed);
        return BackboneRegistry.All.Get(backbone.Name).CreateBackbone();
    }

    /// <summary>Builds a head alone, with the weights that it has in <see cref="Create"/>.</summary>
    /// <param name="head">Which head.</param>
    /// <param name="channels">The channels of its feature map.</param>
    /// <param name="classes">The number of classes.</param>
    /// <param name="seed">Decides the random weights.</param>
    /// <param name="stem">What is between that map and the pooling; null for nothing.</param>
    /// <returns>The head. The caller disposes it.</returns>
    public static Head CreateHead(HeadSettings head, int channels, int classes, long seed, HeadStem? stem = null)
    {
        TorchLibrary.Load();
        torch.manual_seed(seed);
        return new(head, channels, classes, stem);
    }
}
