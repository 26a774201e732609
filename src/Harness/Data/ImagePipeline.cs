using Harness.Data.Images;
using Harness.Data.Labels;
using Harness.Data.Pipeline;
using Harness.Data.Randomness;
using Harness.Data.Splits;
using Harness.Data.Transforms;
using Harness.Diagnostics;

namespace Harness.Data;

/// <summary>Makes batches of the images of a manifest, ahead of their consumer and on several threads.</summary>
/// <remarks>What a batch holds depends on manifest, settings, seed and epoch alone: not on the number of workers, the cache or the machine's load.</remarks>
public sealed class ImagePipeline
{
    /// <summary>The default number of bytes of decoded images to keep: 512 MiB.</summary>
    public const long DefaultCacheBytes = 512L << 20;

    private readonly Manifest _manifest;
    private readonly ImagePipelineOptions _options;
    private readonly int _batchSize;
    private readonly int? _shots;
    private readonly SplitImages _train;
    private readonly SplitImages _valid;
    private readonly TargetImages? _target;
    private readonly LabelTable? _labels;

    /// <summary>Prepares both splits; nothing is read yet.</summary>
    /// <param name="manifest">The images.</param>
    /// <param name="settings">Transforms and batch size.</param>
    /// <param name="options">Threads and memory; null for the defaults.</param>
    /// <param name="cache">Keeps decoded images, perhaps already filled by <see cref="Manifests.ManifestStore"/>; null for one of
    /// <see cref="DefaultCacheBytes"/>.</param>
    /// <param name="target">The images of the target domain, which may be the same ones; null for no target.</param>
    /// <exception cref="HarnessException">The transforms or the batch size are invalid.</exception>
    public ImagePipeline(Manifest manifest, DataSettings settings, ImagePipelineOptions? options = null, DecodedImageCache? cache = null, Manifest? target = null)
    {
        if (settings.BatchSize < 1)
            throw new HarnessException($"The batch size is {settings.BatchSize}; it must be at least 1.", "Change it in the suite.");
        _options = options ?? new ImagePipelineOptions();
        ArgumentOutOfRangeException.ThrowIfLessThan(_options.Workers, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(_options.PrefetchBatches, 1);
        _manifest = manifest;
        (_batchSize, _shots, _labels) = (settings.BatchSize, settings.Shots, settings.Labels);
        cache ??= new DecodedImageCache(DefaultCacheBytes);
        var loader = new ImageLoader(manifest.Root);
        _train = new SplitImages(loader, cache, new TransformPipeline(settings.Train));
        _valid = new SplitImages(loader, cache, new TransformPipeline(settings.Valid));
        if (target is not null) _target = new TargetImages(target, settings, cache, isOther: target.Root != manifest.Root);
    }

    /// <summary>The maximum number of batches that are begun and not yet taken.</summary>
    public int PrefetchBatches => _options.PrefetchBatches;

    /// <summary>The number of classes.</summary>
    public int ClassCount => _manifest.Classes.Count;

    /// <summary>The training images that each epoch leaves out: 1 where the last batch would hold a single image, on which batch norm
    /// cannot train, otherwise 0. Which image it is changes with seed and epoch.</summary>
    public int TrainImagesLeftOut => _batchSize > 1 && ChosenCount % _batchSize == 1 ? 1 : 0;

    /// <summary>The training images of each epoch.</summary>
    public int TrainImageCount => ChosenCount - TrainImagesLeftOut;

    /// <summary>The validation images.</summary>
    public int ValidImageCount => _manifest.Valid.Count;

    /// <summary>The validation images of the target domain.</summary>
    public int TargetValidImageCount => Target.Images.Valid.Count;

    /// <summary>The batches of a training epoch.</summary>
    public int TrainBatchCount => BatchCount(TrainImageCount);

    /// <summary>The batches of a validation.</summary>
    public int ValidBatchCount => BatchCount(_manifest.Valid.Count);

    /// <summary>The training batches of an epoch, shuffled and augmented.</summary>
    /// <param name="seed">The seed of the training run.</param>
    /// <param name="epoch">Counted from 0 over all phases.</param>
    /// <param name="cancellation">Ends the preparation; the enumeration then throws.</param>
    /// <param name="view">Which draw of the transforms; others give the same images in the same order, transformed differently.</param>
    /// <returns>Batches, each disposed by the caller. Leaving the loop early ends the preparation.</returns>
    /// <exception cref="HarnessException">During the enumeration: a file vanished or was damaged since it was checked.</exception>
    /// <exception cref="OperationCanceledException">During the enumeration: it was canceled.</exception>
    public IEnumerable<Batch> TrainBatches(long seed, int epoch, CancellationToken cancellation = default, int view = 0)
    {
        var chosen = ShotSelection.Of(_manifest.Train, _shots, seed);
        var order = Array.ConvertAll(EpochOrder.Permutation(chosen.Length, seed, epoch), place => chosen[place]).AsMemory(0, TrainImageCount);
        return Batches(_manifest.Train, order, _train, new(seed, epoch, view), cancellation);
    }

    /// <summary>The training images as validation would see them, in the order of the manifest: all of them, including one that training leaves out.</summary>
    /// <param name="seed">The seed of the training run; it decides what the shots are.</param>
    /// <param name="cancellation">Ends the preparation; the enumeration then throws.</param>
    /// <returns>Batches, as those of <see cref="TrainBatches"/>.</returns>
    public IEnumerable<Batch> StillTrainBatches(long seed, CancellationToken cancellation = default) =>
        Batches(_manifest.Train, ShotSelection.Of(_manifest.Train, _shots, seed), _valid, default, cancellation);

    /// <summary>The validation batches, in the order of the manifest.</summary>
    /// <param name="cancellation">Ends the preparation; the enumeration then throws.</param>
    /// <returns>Batches, each disposed by the caller. Leaving the loop early ends the preparation.</returns>
    /// <exception cref="HarnessException">During the enumeration: a file vanished or was damaged since it was checked.</exception>
    /// <exception cref="OperationCanceledException">During the enumeration: it was canceled.</exception>
    public IEnumerable<Batch> ValidBatches(CancellationToken cancellation = default) =>
        Batches(_manifest.Valid, Enumerable.Range(0, _manifest.Valid.Count).ToArray(), _valid, default, cancellation);

    /// <summary>The training images of the target domain, shuffled and augmented: as many as <see cref="TrainBatches"/> gives, batch by batch. Where there are fewer
    /// they are gone through again in another order.</summary>
    /// <param name="seed">The seed of the training run.</param>
    /// <param name="epoch">Counted from 0 over all phases.</param>
    /// <param name="cancellation">Ends the preparation; the enumeration then throws.</param>
    /// <returns>Batches, as those of <see cref="TrainBatches"/>.</returns>
    public IEnumerable<Batch> TargetTrainBatches(long seed, int epoch, CancellationToken cancellation = default) =>
        Batches(Target.Images.Train, Target.Order(TrainImageCount, seed, epoch), Target.Train, new(seed, epoch, TargetImages.View), cancellation);

    /// <summary>The validation batches of the target domain, in the order of its manifest.</summary>
    /// <param name="cancellation">Ends the preparation; the enumeration then throws.</param>
    /// <returns>Batches, as those of <see cref="ValidBatches"/>.</returns>
    public IEnumerable<Batch> TargetValidBatches(CancellationToken cancellation = default) =>
        Batches(Target.Images.Valid, Enumerable.Range(0, TargetValidImageCount).ToArray(), Target.Valid, default, cancellation);

    /// <summary>The validation images, transformed like training images, always in the same way.</summary>
    /// <param name="view">Which draw of the transforms.</param>
    /// <param name="cancellation">Ends the preparation; the enumeration then throws.</param>
    /// <returns>Batches, as those of <see cref="ValidBatches"/>.</returns>
    public IEnumerable<Batch> AugmentedValidBatches(int view, CancellationToken cancellation = default) =>
        Batches(_manifest.Valid, Enumerable.Range(0, _manifest.Valid.Count).ToArray(), _train, new(0, 0, view), cancellation);

    /// <summary>What the suite's table of labels says about training images.</summary>
    /// <param name="indices">The position of each image in the list of its split.</param>
    /// <returns>For each image the values of all columns.</returns>
    internal IReadOnlyList<IReadOnlyList<int>> TrainLabels(IReadOnlyList<int> indices) => Labels(_manifest.Train, indices);

    /// <summary>What the suite's table of labels says about validation images.</summary>
    /// <param name="indices">The position of each image in the list of its split.</param>
    /// <returns>For each image the values of all columns.</returns>
    internal IReadOnlyList<IReadOnlyList<int>> ValidLabels(IReadOnlyList<int> indices) => Labels(_manifest.Valid, indices);

    // That there is a table, with a row for every image, was checked before.
    private IReadOnlyList<IReadOnlyList<int>> Labels(IReadOnlyList<ImageEntry> images, IReadOnlyList<int> indices) =>
        [.. indices.Select(index => _labels!.Rows[images[index].Path].Values)];

    // That there is a target was checked when the suite was read.
    private TargetImages Target => _target ?? throw new InvalidOperationException("There is no target domain.");

    private int ChosenCount => _shots is { } shots ? shots * _manifest.Classes.Count : _manifest.Train.Count;

    private IEnumerable<Batch> Batches(
        IReadOnlyList<ImageEntry> images, ReadOnlyMemory<int> order, SplitImages split, TransformDraw draw, CancellationToken cancellation)
    {
        void Fill(BatchBuffer buffer, int slot)
        {
            var index = buffer.Indices[slot];
            split.Write(images[index].Path, draw.Seed, draw.Epoch, draw.Key(index), buffer.Pixels(slot));
        }

        BatchBuffer Begin(int batch)
        {
            var start = batch * _batchSize;
            var indices = order.Slice(start, Math.Min(_batchSize, order.Length - start)).ToArray();
            return new BatchBuffer(indices, Array.ConvertAll(indices, index => (long)images[index].ClassIndex), split.ImageSize);
        }

        using var producer = new BatchProducer(BatchCount(order.Length), _options, Begin, Fill, cancellation);
        while (producer.Take() is { } batch) yield return batch;
    }

    /// <summary>The batches that some images make.</summary>
    /// <param name="images">The number of images.</param>
    /// <returns>The number of batches; the last may be smaller than the others.</returns>
    public int BatchCount(int images) => (int)(((long)images + _batchSize - 1) / _batchSize);

    // What decides the random numbers of the transforms, besides the image.
    private readonly record struct TransformDraw(long Seed, int Epoch, int View)
    {
        // An image's place takes 32 bits; the view is above them.
        public long Key(int index) => ((long)View << 32) + index;
    }
}
