namespace Harness.Planning;

/// <summary>Epochs that need the same outputs of the same backbone: it is run once per batch, and every head trains on what it gave.</summary>
/// <param name="Nodes">The epochs, in the suite's order; all of one seed and one epoch. One alone where the backbone trains.</param>
public sealed record SharedEpoch(IReadOnlyList<EpochNode> Nodes)
{
    // Four times as many training images as validation images, which is close enough for an estimate.
    private const double TrainShare = 4;

    /// <summary>The training seed.</summary>
    public long Seed => Nodes[0].Seed;

    /// <summary>Counted from 0 over all phases.</summary>
    public int Epoch => Nodes[0].Epoch;

    /// <summary>What all its epochs do to the backbone.</summary>
    public BackbonePath Backbone => Nodes[0].Backbone;

    /// <summary>The address of the features of its validation images, which all its epochs have in common.</summary>
    public string ValidFeatures => Nodes[0].ValidFeatures;

    /// <summary>Whether several epochs share it.</summary>
    public bool IsShared => Nodes.Count > 1;

    /// <summary>Estimated work of one image's training step in units of one validation pass; heads cost next to nothing.</summary>
    public double Cost => Nodes.Max(node => node.Cost);

    /// <summary>Estimated work of its training, in units of one validation of it.</summary>
    public double TrainWork => TrainShare * Cost;

    /// <summary>Estimated work of all of it, in units of one validation of it.</summary>
    public double Work => TrainWork + 1;

    /// <summary>A part of the shared epoch.</summary>
    /// <param name="predicate">Which epochs are wanted.</param>
    /// <returns>The shared epoch with those; null when there is none.</returns>
    public SharedEpoch? Only(Func<EpochNode, bool> predicate)
    {
        var nodes = Nodes.Where(predicate).ToList();
        return nodes.Count == 0 ? null : new SharedEpoch(nodes);
    }
}
