namespace Harness.Storage;

/// <summary>What is known about an epoch in a store without reading its results.</summary>
/// <param name="Key">Its key.</param>
/// <param name="Suites">The suites that it is known to be of, in ordinal order; empty if nothing is known.</param>
/// <param name="Techniques">The techniques that used it when it was run; empty if its description is damaged.</param>
/// <param name="Backbone">The backbone; null if it is not known.</param>
/// <param name="Seed">The training seed.</param>
/// <param name="Epoch">Counted from 0.</param>
/// <param name="Bytes">The length of its files.</param>
/// <param name="LastUsed">When a run or report used it last; when it was written, where no use is known.</param>
/// <param name="IsInUse">Whether a process is using it now.</param>
public sealed record StoredEpoch(
    string Key, IReadOnlyList<string> Suites, IReadOnlyList<string> Techniques, string? Backbone, long Seed, int Epoch, long Bytes, DateTime LastUsed, bool IsInUse);
