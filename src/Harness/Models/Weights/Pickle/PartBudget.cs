namespace Harness.Models.Weights.Pickle;

/// <summary>Bounds how much of a pickle is looked at, since objects can refer to each other in ever more ways.</summary>
internal sealed class PartBudget
{
    /// <summary>How long the name of a part may be; longer ones do not belong to a network.</summary>
    public const int MaximumNameLength = 200;

    /// <summary>How many parts of one list or dictionary are looked into. A history of a training may have any number, and holds no weights.</summary>
    public const int MaximumInner = 1000;

    // Checkpoints with an optimizer have some thousands of parts.
    private const int MaximumParts = 20_000;

    private int _parts;

    /// <summary>Counts a part.</summary>
    /// <returns>Whether it may be looked at.</returns>
    public bool Take() => ++_parts <= MaximumParts;
}
