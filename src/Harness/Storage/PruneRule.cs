namespace Harness.Storage;

/// <summary>Which epochs of a store to remove. Null values do not limit them.</summary>
/// <param name="OlderThan">Only those that were not used for this long.</param>
/// <param name="Suite">Only those of this suite and no other.</param>
/// <param name="Bytes">Only as many, least recently used first, as it takes to bring the store down to this size.</param>
public sealed record PruneRule(TimeSpan? OlderThan, string? Suite, long? Bytes)
{
    /// <summary>The keys of epochs that are kept because their networks are in use.</summary>
    public IReadOnlySet<string> Kept { get; init; } = new HashSet<string>();

    /// <summary>Chooses.</summary>
    /// <param name="contents">What the store holds.</param>
    /// <param name="now">The time, UTC.</param>
    /// <returns>What would be removed, and what matches but is kept, with the reason.</returns>
    public PruneChoice Choose(StoreContents contents, DateTime now)
    {
        var meant = contents.Epochs.Where(epoch => IsMeant(epoch, now)).ToList();
        var inUse = meant.Where(epoch => epoch.IsInUse).ToList();
        var shared = meant.Where(epoch => !epoch.IsInUse && IsOfAnotherSuite(epoch)).ToList();
        var kept = meant.Except(inUse).Except(shared).Where(epoch => Kept.Contains(epoch.Key)).ToList();
        // Among epochs last used at the same time, later epochs go first, so that the beginnings of trainings remain.
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
/// <param name="InUse">What stays because a process is using it.</param>
/// <param name="Shared">What stays because another suite has also used it.</param>
/// <param name="Kept">What stays because its network is kept.</param>
public sealed record PruneChoice(IReadOnlyList<StoredEpoch> Removed, IReadOnlyList<StoredEpoch> InUse, IReadOnlyList<StoredEpoch> Shared, IReadOnlyList<StoredEpoch> Kept);
