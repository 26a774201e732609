namespace Harness.Storage;

/// <summary>Which epochs of a store are to be removed. What is null does not limit them.</summary>
/// <param name="OlderThan">Only those that were not used for so long.</param>
/// <param name="Suite">Only those of this suite and of no other.</param>
/// <param name="Bytes">Only as many, those first that were not used for longest, as must go for the store to be as small.</param>
public sealed record PruneRule(TimeSpan? OlderThan, string? Suite, long? Bytes)
{
    /// <summary>The keys of epochs that stay because somebody uses their networks.</summary>
    public IReadOnlySet<string> Kept { get; init; } = new HashSet<string>();

    /// <summary>Chooses.</summary>
    /// <param name="contents">What the store holds.</param>
    /// <param name="now">The time, UTC.</param>
    /// <returns>What would be removed, and what would be but for a reason.</returns>
    public PruneChoice Choose(StoreContents contents, DateTime now)
    {
        var meant = contents.Epochs.Where(epoch => IsMeant(epoch, now)).ToList();
        var inUse = meant.Where(epoch => epoch.IsInUse).ToList();
        var shared = meant.Where(epoch => !epoch.IsInUse && IsOfAnotherSuite(epoch)).ToList();
        var kept = meant.Except(inUse).Except(shared).Where(epoch => Kept.Contains(epoch.Key)).ToList();
        // Of those that were used last together, the last epochs go first: what is left is what trainings begin with.
        var removed = meant.Except(inUse).Except(shared).Except(kept).OrderBy(epoch => epoch.LastUsed).ThenByDescending(epoch => epoch.Epoch).ToList();
        return new(Bytes is { } bytes ? [.. UpTo(removed, contents.Bytes - bytes)] : removed, inUse, shared, kept);
    }

    private bool IsMeant(StoredEpoch epoch, DateTime now) =>
        (OlderThan is not { } age || now - epoch.LastUsed > age) && (Suite is null || epoch.Suites.Contains(Suite));

    private bool IsOfAnotherSuite(StoredEpoch epoch) => Suite is not null && epoch.Suites.Count > 1;

    private static IEnumerable<StoredEpoch> UpTo(IEnumerable<StoredEpoch> epochs, long bytes)
    {
        foreach (var epoch in epochs)
        {
            if (bytes <= 0) yield break;
            bytes -= epoch.Bytes;
            yield return epoch;
        }
    }
}

/// <summary>What a rule chose.</summary>
/// <param name="Removed">What would be removed, in the order in which it would.</param>
/// <param name="InUse">What stays since a process is using it.</param>
/// <param name="Shared">What stays since another suite has used it, too.</param>
/// <param name="Kept">What stays since its network is to be kept.</param>
public sealed record PruneChoice(IReadOnlyList<StoredEpoch> Removed, IReadOnlyList<StoredEpoch> InUse, IReadOnlyList<StoredEpoch> Shared, IReadOnlyList<StoredEpoch> Kept);
