using Harness.Libtorch;
using Harness.Models.Heads;
using TorchSharp;

namespace Harness.Models;

/// <summary>Builds models.</summary>
public static class ModelFactory
{
    /// <summary>Builds a model on the CPU with random weights that depend on nothing but the arguments.</summary>
    /// <param name="backbone">Which body.</param>
    /// <param name="head">Which head.</param>
    /// <param name="classes">The number of classes; at least 1.</param>
    /// <param name="seed">Decides all random weights. The global generator is left where drawing them ended.</param>
    /// <returns>The model, in training mode, with every parameter trainable. The caller disposes it.</returns>
    /// <exception cref="Diagnostics.HarnessException">No backbone has that name.</exception>
    /// <remarks>
    /// Body and head are each drawn from the seed's beginning: a head does not depend on the body that it stands on, and can be
    /// built again alone; a body has the weights that torchvision gives it after <c>torch.manual_seed(seed)</c>.
    /// </remarks>
    public static TransferModel Create(BackboneDescription backbone, HeadSettings head, int classes, long seed)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(classes, 1);
        return new(CreateBody(backbone, seed), CreateHead(head, backbone.Features, classes, seed), backbone);
    }

    /// <summary>Builds a body alone, with the weights that it has in <see cref="Create"/>.</summary>
    /// <param name="backbone">Which body.</param>
    /// <param name="seed">Decides the random weights.</param>
    /// <returns>The body. The caller disposes it.</returns>
    public static Body CreateBody(BackboneDescription backbone, long seed)
    {
        TorchLibrary.Load();
        torch.manual_seed(seed);
        return Backbones.All.Get(backbone.Name).CreateBody();
    }

    /// <summary>Builds a head alone, with the weights that it has in <see cref="Create"/>.</summary>
    /// <param name="head">Which head.</param>
    /// <param name="bodyFeatures">The channels of the feature map that it will stand on.</param>
    /// <param name="classes">The number of classes.</param>
    /// <param name="seed">Decides the random weights.</param>
    /// <returns>The head. The caller disposes it.</returns>
    public static Head CreateHead(HeadSettings head, int bodyFeatures, int classes, long seed)
    {
        TorchLibrary.Load();
        torch.manual_seed(seed);
        return new(head, bodyFeatures, classes);
    }
}
