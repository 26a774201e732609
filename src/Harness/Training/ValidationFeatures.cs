using static TorchSharp.torch;

namespace Harness.Training;

/// <summary>What bodies made of the validation images, kept while other passes will validate with a body in the same state.</summary>
/// <remarks>
/// A body that cannot change sees the validation images once in a run, whatever the techniques on it, the epochs and the seeds, as long as its features fit
/// into the budget; otherwise none of them are kept, and every pass computes them anew. They stay on the device that computed them.
/// </remarks>
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
    /// <param name="isUsedAgain">Whether to keep them, if there is room for all.</param>
    /// <param name="batchCount">How many batches there are, none larger than the first.</param>
    /// <param name="compute">Computes them batch by batch; each batch belongs to this store once it is handed over.</param>
    /// <param name="use">Called with every batch; it is disposed by this store.</param>
    public void Visit(string body, bool isUsedAgain, int batchCount, Func<IEnumerable<FeatureBatch>> compute, Action<FeatureBatch> use)
    {
        if (_kept.TryGetValue(body, out var kept))
        {
            kept.ForEach(use);
        }
        else if (Compute(isUsedAgain, batchCount, compute(), use) is { } computed)
        {
            _kept.Add(body, computed);
            _used += computed.Sum(batch => batch.Bytes);
        }
        if (!isUsedAgain) Drop(body);
    }

    /// <summary>Frees the features of a body, if they are kept.</summary>
    /// <param name="body">The address of the body's state.</param>
    public void Drop(string body)
    {
        if (!_kept.Remove(body, out var batches)) return;
        _used -= batches.Sum(batch => batch.Bytes);
        Clear(batches);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var body in _kept.Keys.ToList()) Drop(body);
    }

    // The batches, all of them, or null when they are not kept: the first decides, so that nothing is collected only to be thrown away.
    private List<FeatureBatch>? Compute(bool isUsedAgain, int batchCount, IEnumerable<FeatureBatch> batches, Action<FeatureBatch> use)
    {
        var collected = new List<FeatureBatch>();
        bool? keeps = null;
        try
        {
            foreach (var batch in batches)
            {
                keeps ??= isUsedAgain && _used + (batch.Bytes * batchCount) <= _budget;
                collected.Add(batch);
                use(batch);
                if (keeps == false) Clear(collected);
            }
        }
        catch
        {
            // Features of a part of the images are of no use to anybody.
            Clear(collected);
            throw;
        }
        return keeps == true ? collected : null;
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
