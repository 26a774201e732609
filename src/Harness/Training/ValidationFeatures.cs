using static TorchSharp.torch;

namespace Harness.Training;

/// <summary>What bodies made of the validation images, kept while other passes will validate with a body in the same state.</summary>
/// <remarks>A body that cannot change sees the validation images once, whatever the techniques on it, the epochs and the seeds.</remarks>
internal sealed class ValidationFeatures : IDisposable
{
    /// <summary>The bytes that are kept at most: more would crowd out the images.</summary>
    public const long DefaultBudget = 512L << 20;

    private readonly Dictionary<string, List<FeatureBatch>> _kept = [];
    private readonly long _budget;
    private long _used;

    /// <summary>Makes an empty store of features.</summary>
    /// <param name="budget">The most bytes to keep.</param>
    public ValidationFeatures(long budget = DefaultBudget) => _budget = budget;

    /// <summary>Goes through the features of all validation images, from memory where they are kept.</summary>
    /// <param name="body">The address of the body's state.</param>
    /// <param name="isUsedAgain">Whether to keep them, as far as there is room.</param>
    /// <param name="compute">Computes them batch by batch; each batch belongs to this store once it is handed over.</param>
    /// <param name="use">Called with every batch; it is disposed by this store.</param>
    public void Visit(string body, bool isUsedAgain, Func<IEnumerable<FeatureBatch>> compute, Action<FeatureBatch> use)
    {
        if (_kept.TryGetValue(body, out var kept)) kept.ForEach(use);
        else Compute(body, isUsedAgain, compute(), use);
        if (!isUsedAgain) Drop(body);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var body in _kept.Keys.ToList()) Drop(body);
    }

    private void Compute(string body, bool isUsedAgain, IEnumerable<FeatureBatch> batches, Action<FeatureBatch> use)
    {
        var collected = new List<FeatureBatch>();
        var keeps = isUsedAgain;
        try
        {
            foreach (var batch in batches)
            {
                collected.Add(batch);
                use(batch);
                keeps &= _used + collected.Sum(held => held.Bytes) <= _budget;
                if (!keeps) Clear(collected);
            }
        }
        catch
        {
            // Features of a part of the images are of no use to anybody.
            Clear(collected);
            throw;
        }
        if (!keeps) return;
        _kept.Add(body, collected);
        _used += collected.Sum(batch => batch.Bytes);
    }

    private void Drop(string body)
    {
        if (!_kept.Remove(body, out var batches)) return;
        _used -= batches.Sum(batch => batch.Bytes);
        Clear(batches);
    }

    private static void Clear(List<FeatureBatch> batches)
    {
        batches.ForEach(batch => batch.Dispose());
        batches.Clear();
    }
}

/// <summary>What a body made of a batch of validation images.</summary>
/// <param name="Features">[N, C, h, w], outside any dispose scope.</param>
/// <param name="Labels">[N], int64, outside any dispose scope.</param>
internal sealed record FeatureBatch(Tensor Features, Tensor Labels) : IDisposable
{
    /// <summary>The memory of the features.</summary>
    public long Bytes { get; } = Features.numel() * Features.element_size();

    /// <inheritdoc/>
    public void Dispose()
    {
        Features.Dispose();
        Labels.Dispose();
    }
}
