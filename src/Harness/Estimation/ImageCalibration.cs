using System.Diagnostics;
using Harness.Data;
using Harness.Data.Images;
using Harness.Data.Transforms;
using Harness.Planning;
using Harness.Running;
using Harness.Training;
using MathNet.Numerics.Statistics;
using TorchSharp;

namespace Harness.Estimation;

/// <summary>Measures the time of reading and decoding images, and predicts which of them will be kept.</summary>
/// <param name="session">The suite.</param>
/// <param name="images">Its images.</param>
internal sealed class ImageCalibration(SuiteSession session, ImagePipeline images)
{
    private readonly List<double> _decodeSeconds = [];

    /// <summary>What was measured; decoding costs nothing before <see cref="Warm"/> or <see cref="Compare"/> was called.</summary>
    public ImageCost Cost => new(Math.Min(images.TrainBatchCount, RunBatchLimit), ValidBatches, DecodeSeconds, CachedPart())
    {
        DecodesBesideTraining = IsOnGpu,
        KeptBackbones = FeatureCache.DefaultBudget / Math.Max(1, ValidFeatureBytes),
    };

    /// <summary>Whether a GPU computes, so that decoding and augmenting do not take its time and features are in its memory.</summary>
    public bool IsOnGpu => session.Device.type != DeviceType.CPU;

    private double DecodeSeconds => _decodeSeconds.Count == 0 ? 0 : Math.Max(0, _decodeSeconds.Median());

    private int ValidBatches => Math.Min(images.ValidBatchCount, RunBatchLimit);

    /// <summary>The memory of the features of one validation image, in bytes, once it is known.</summary>
    public long FeatureBytesPerImage { get; set; }

    // The last batch is counted in full, as the cache does.
    private long ValidFeatureBytes => ValidBatches * (long)Math.Min(session.Suite.Data.BatchSize, images.ValidImageCount) * FeatureBytesPerImage;

    /// <summary>Images of which none is kept: the session may have decoded all of them for their first check, but a run that comes later decodes them again.</summary>
    public ImagePipeline Undecoded { get; } = session.OpenImages(new DecodedImageCache(budgetBytes: 0));

    /// <summary>Reads the first batches of a shared epoch and of the validation; they are in memory afterwards, if there is room.</summary>
    /// <param name="sharedEpoch">Any shared epoch.</param>
    /// <param name="batches">The training batches to be timed.</param>
    /// <param name="cancellation">Stops between two batches.</param>
    public void Warm(SharedEpoch sharedEpoch, int batches, CancellationToken cancellation)
    {
        Read(sharedEpoch, batches, cancellation);
        Read(images.ValidBatches(cancellation), Calibration.MaximumBatches + images.PrefetchBatches);
        // Beside a GPU all of the pipeline's time counts, since it is not part of a batch that is timed.
        if (IsOnGpu) _decodeSeconds.Add(Read(Undecoded.TrainBatches(sharedEpoch.Seed, sharedEpoch.Epoch, cancellation), Calibration.MaximumBatches));
    }

    /// <summary>Records what decoding costs a training step on shared cores: more than decoding alone, since they slow each other down.</summary>
    /// <param name="decodingSeconds">A step while its images are decoded.</param>
    /// <param name="cachedSeconds">The same with images that are in memory.</param>
    /// <remarks>The median of several comparisons counts.</remarks>
    public void Compare(double decodingSeconds, double cachedSeconds) => _decodeSeconds.Add(decodingSeconds - cachedSeconds);

    /// <summary>Reads the first training batches of a shared epoch, which each seed and epoch chooses again, and those that are begun while they are timed: decoding large
    /// photographs beside them would slow them down.</summary>
    /// <param name="sharedEpoch">The shared epoch.</param>
    /// <param name="batches">The batches to be timed.</param>
    /// <param name="cancellation">Stops between two batches.</param>
    public void Read(SharedEpoch sharedEpoch, int batches, CancellationToken cancellation) =>
        Read(images.TrainBatches(sharedEpoch.Seed, sharedEpoch.Epoch, cancellation), batches + images.PrefetchBatches);

    /// <summary>How much the process grows in a run: the cache fills, and features are kept where the process has them.</summary>
    /// <param name="keptBackbones">For how many backbones the features of validation images are kept at once.</param>
    /// <returns>Bytes.</returns>
    public long GrowthBytes(int keptBackbones)
    {
        var filled = (long)Math.Min(session.DecodedImages.BudgetBytes, NeededBytes());
        return Math.Max(0, filled - session.DecodedImages.UsedBytes) + (IsOnGpu ? 0 : keptBackbones * ValidFeatureBytes);
    }

    // That of the run itself.
    private int RunBatchLimit => session.BatchLimit ?? int.MaxValue;

    private static double Read(IEnumerable<Batch> batches, int most)
    {
        var watch = Stopwatch.StartNew();
        var count = 0;
        foreach (var batch in batches.Take(most))
        {
            batch.Dispose();
            count++;
        }
        return watch.Elapsed.TotalSeconds / Math.Max(1, count);
    }

    private double CachedPart()
    {
        var needed = NeededBytes();
        return needed == 0 ? 0 : Math.Min(1, session.DecodedImages.BudgetBytes / needed);
    }

    // For all images in the forms that the run will keep, which are not those of the check; 0 if none is kept.
    private double NeededBytes() => session.DecodedImages.Count == 0
        ? 0
        : (session.Manifest.Train.Count * BytesOf(session.Suite.Data.Train)) + (session.Manifest.Valid.Count * BytesOf(session.Suite.Data.Valid));

    // A form that is not smaller than the file's image is not kept; the image is.
    private double BytesOf(IReadOnlyList<TransformSettings> transforms) =>
        session.DecodedImages.MeanBytes(new TransformPipeline(transforms).Form)
        ?? session.DecodedImages.MeanBytes(DecodedImageCache.Decoded)
        ?? (double)session.DecodedImages.UsedBytes / session.DecodedImages.Count;
}
