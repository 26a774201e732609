namespace Harness.Estimation;

/// <summary>The time of shared epochs of one kind on this machine.</summary>
/// <param name="OverheadSeconds">Building, checking and storing: once per shared epoch.</param>
/// <param name="TrainBatchSeconds">A training step of the backbone and all heads.</param>
/// <param name="ValidBatchSeconds">A validation batch.</param>
/// <param name="AloneShares">For each epoch, the time of its technique alone, as a fraction of the whole shared epoch.</param>
public sealed record EpochMeasurement(
    double OverheadSeconds, double TrainBatchSeconds, double ValidBatchSeconds, IReadOnlyList<double> AloneShares);

/// <summary>The time of reading the images on this machine.</summary>
/// <param name="TrainBatches">The batches of a training epoch.</param>
/// <param name="ValidBatches">The batches of a validation.</param>
/// <param name="DecodeSeconds">The time of reading and decoding a batch whose images are not in memory.</param>
/// <param name="CachedPart">The part of the images for which there is memory, 0…1.</param>
public sealed record ImageCost(int TrainBatches, int ValidBatches, double DecodeSeconds, double CachedPart)
{
    /// <summary>Whether images are decoded while the backbone computes elsewhere, so that the slower of the two decides; otherwise both share the cores, and
    /// the times add up.</summary>
    public required bool DecodesBesideTraining { get; init; }

    /// <summary>For how many backbone states the features of all validation images can be kept at once; 0 if those of one do not fit.</summary>
    public required long KeptBackbones { get; init; }
}
