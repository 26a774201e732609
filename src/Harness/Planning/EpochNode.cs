using Harness.Training;

namespace Harness.Planning;

/// <summary>One epoch of one technique with one seed, addressed by its content. Techniques with a common beginning share it.</summary>
/// <param name="Key">The hash of the parent's key and of everything that can change the result.</param>
/// <param name="Parent">The epoch before; null for the first.</param>
/// <param name="Task">What is trained.</param>
/// <param name="Techniques">The names of the techniques that use it, in the suite's order.</param>
/// <param name="Cost">Estimated work of one image's training step in units of one validation pass.</param>
/// <param name="Backbone">What it does to the backbone.</param>
public sealed record EpochNode(
    string Key, EpochNode? Parent, EpochTask Task, IReadOnlyList<string> Techniques, double Cost, BackbonePath Backbone)
{
    /// <summary>The training seed.</summary>
    public long Seed => Task.Seed;

    /// <summary>Counted from 0 over all phases.</summary>
    public int Epoch => Task.Epoch;

    /// <summary>The address of the features of the validation images after the epoch: two equal ones are the same bits.</summary>
    public string ValidFeatures => $"{Task.Phase.Objective.Stream.ValidName} {Backbone.After}";

    /// <summary>Whether its training has validated on these features before, in whichever epoch: trained alone, it would have kept them.</summary>
    // Where this epoch changes the backbone, no earlier one can have had it so, and of thousands of epochs each would look through all before it.
    public bool HasValidatedBefore => Backbone.After == Backbone.Before && Ancestors.Any(ancestor => ancestor.ValidFeatures == ValidFeatures);

    /// <summary>Whether more than one technique uses it.</summary>
    public bool IsShared => Techniques.Count > 1;

    private IEnumerable<EpochNode> Ancestors
    {
        get
        {
            for (var node = Parent; node is not null; node = node.Parent) yield return node;
        }
    }
}
