namespace Harness.Planning;

/// <summary>Stages that need the same outputs of the same body: it is run once a batch, and every head trains on what it gave.</summary>
/// <param name="Stages">The stages, in the suite's order; all of one seed and one epoch. One alone where the body trains.</param>
public sealed record Pass(IReadOnlyList<Stage> Stages)
{
    /// <summary>The training seed.</summary>
    public long Seed => Stages[0].Seed;

    /// <summary>Counted from 0 over all phases.</summary>
    public int Epoch => Stages[0].Epoch;

    /// <summary>What all its stages do to the body.</summary>
    public BodyPath Body => Stages[0].Body;

    /// <summary>Whether its trainings have validated with the body in the state in which it ends: it is the same for all of them.</summary>
    /// <remarks>Only a body that cannot change is in a state again, and then since the epoch before.</remarks>
    public bool HasValidatedBefore => Stages[0].Parent?.Body.After == Body.After;

    /// <summary>Whether several stages share it.</summary>
    public bool IsShared => Stages.Count > 1;

    /// <summary>Estimated work of one image's training step in units of one validation pass; heads cost next to nothing.</summary>
    public double Cost => Stages.Max(stage => stage.Cost);

    /// <summary>A part of the pass.</summary>
    /// <param name="predicate">Which stages are wanted.</param>
    /// <returns>The pass with those; null when there is none.</returns>
    public Pass? Only(Func<Stage, bool> predicate)
    {
        var stages = Stages.Where(predicate).ToList();
        return stages.Count == 0 ? null : new Pass(stages);
    }
}
