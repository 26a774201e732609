using Harness.Models;

namespace Harness.Inference;

/// <summary>A trained network and everything needed to use it.</summary>
public sealed class TrainedModel : IDisposable
{
    /// <summary>Takes ownership of a network, and puts it into evaluation mode.</summary>
    /// <param name="description">What it is.</param>
    /// <param name="network">The network; disposed with this.</param>
    public TrainedModel(ModelDescription description, TransferModel network)
    {
        (Description, Network) = (description, network);
        network.eval();
    }

    /// <summary>What it is.</summary>
    public ModelDescription Description { get; }

    /// <summary>The network, in evaluation mode. Networks of one results folder share a backbone where <see cref="BackboneAddress"/> is the same.</summary>
    public TransferModel Network { get; }

    /// <summary>The address of the backbone's weights: two equal ones are the same bits. Null where it is not known.</summary>
    public string? BackboneAddress { get; init; }

    /// <inheritdoc/>
    public void Dispose() => Network.Dispose();
}
