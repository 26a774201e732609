using System.Diagnostics;
using static TorchSharp.torch;

namespace Harness.Training;

/// <summary>Cached backbone features of the validation images, kept while other shared epochs will validate with a backbone in the same state.</summary>
/// <remarks>
/// A backbone that cannot change sees the validation images once in a run, for all techniques on it, epochs and seeds, as long as its features fit
/// into the budget; otherwise none of them are kept, and every shared epoch computes them again. They stay on the device that computed them.
/// </remarks>
internal sealed class FeatureCache : IDisposable
{
    /// <summary>The bytes that are kept at most: more would crowd out the images.</summary>
    public const long DefaultBudget = 512L << 20;

    private readonly Dictionary<string, KeptFeatures> _kept = [];
    private readonly long _budget;
    private long _used;

    /// <summary>The memory of the features of one validation image, of the last batch that was computed; 0 before there was one.</summary>
    public long BytesPerImage { get; private set; }

    /// <summary>Makes an empty store of features.</summary>
    /// <param name="budget">The maximum number of bytes to keep.</param>
    public FeatureCache(long budget = DefaultBudget) => _budget = budget;

    /// <summary>Goes through the features of all validation images, from memory where they are kept.</summary>
    /// <param name="backbone">The address of the backbone's state.</param>
    /// <param name="isUsedAgain">Whether to keep them, if there is room for all.</param>
    /// <param name="batchCount">How many batches there are, none larger than the first.</param>
    /// <param name="compute">Computes them batch by batch; each batch belongs to this store once it is handed over.</param>
    /// <param name="use">Called with every batch; it is disposed by this store.</param>
    /// <returns>The seconds that were saved: what computing them once took, without their use; 0 if they were computed now.</returns>
    public double Visit(string backbone, bool isUsedAgain, int batchCount, Func<IEnumerable<FeatureBatch>> compute, Action<FeatureBatch> use)
    {
        var savedSeconds = 0.0;
        var watch = new Stopwatch();
        if (_kept.TryGetValue(backbone, out var kept))
        {
            kept.Batches.ForEach(use);
            savedSeconds = kept.ComputeSeconds;
        }
        else if (Compute(isUsedAgain, batchCount, Timed(compute(), watch), use) is { } computed)
        {
            _kept.Add(backbone, new(computed, watch.Elapsed.TotalSeconds));
            _used += computed.Sum(batch => batch.Bytes);
        }
        if (!isUsedAgain) Drop(backbone);
        return savedSeconds;
    }

    /// <summary>Frees the features of a backbone, if they are kept.</summary>
    /// <param name="backbone">The address of the backbone's state.</param>
    public void Drop(string backbone)
    {
        if (!_kept.Remove(backbone, out var kept)) return;
        _used -= kept.Batches.Sum(batch => batch.Bytes);
        Clear(kept.Batches);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var backbone in _kept.Keys.ToList()) Drop(backbone);
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
                BytesPerImage = batch.Bytes / batch.ImageCount;
                use(batch);
                if (keeps == false) Clear(collected);
            }
        }
        catch
        {
            // Features of only some of the images are of no use.
            Clear(collected);
            throw;
        }
        return keeps == true ? collected : null;
    }

    // The watch runs while a batch is made, not while it is used.
    private static IEnumerable<FeatureBatch> Timed(IEnumerable<FeatureBatch> batches, Stopwatch watch)
    {
        using var source = batches.GetEnumerator();
        while (true)
        {
            watch.Start();
            var isThere = source.MoveNext();
            if (isThere) DeviceSync.Await(source.Current.Features.device);
            watch.Stop();
            if (!isThere) yield break;
            yield return source.Current;
        }
    }

    private static void Clear(List<FeatureBatch> batches)
    {
        batches.ForEach(batch => batch.Dispose());
        batches.Clear();
    }

    private sealed record KeptFeatures(List<FeatureBatch> Batches, double ComputeSeconds);
}

/// <summary>The features of a batch of validation images.</summary>
/// <param name="Features">[N, C, h, w], outside any dispose scope.</param>
/// <param name="Targets">The targets of the batch, outside any dispose scope.</param>
/// <param name="ImageCount">The number of images of the split.</param>
internal sealed record FeatureBatch(Tensor Features, Tensor Targets, int ImageCount) : IDisposable
{
    /// <summary>The memory of the features.</summary>
    public long Bytes { get; } = Features.numel() * Features.element_size();

    /// <inheritdoc/>
    public void Dispose()
    {
        Features.Dispose();
        Targets.Dispose();
    }
}
