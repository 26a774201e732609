using Harness.Data;

namespace Harness.Proposals;

/// <summary>A suite for a first comparison, before it is written.</summary>
public sealed record SuiteProposal
{
    /// <summary>The fraction of each class held out for validation, where no folders decide it.</summary>
    public const double HeldOut = 0.2;

    /// <summary>How many steps a new head should make. With fewer it stays near where it started; the suites that come with the program have a hundred and more.</summary>
    public const int WantedSteps = 100;

    private const int WantedStepsAnEpoch = 50;
    private const int SmallestBatch = 8;
    private const int LargestBatch = 64;
    private const int MaximumEpochFactor = 10;
    private const int EpochsOfTechniques = 2;
    private const int UsualReducedSide = 256;

    // Photographs usually have an aspect ratio of four to three.
    private const double BytesPerReducedPixel = 3 * 4 / 3.0;

    /// <summary>The images.</summary>
    public required FolderSurvey Survey { get; init; }

    /// <summary>The name of the suite and of its results folder.</summary>
    public required string Name { get; init; }

    /// <summary>The network.</summary>
    public required NetworkChoice Network { get; init; }

    /// <summary>The number of training seeds, counted from 0.</summary>
    public int Seeds { get; init; } = 1;

    /// <summary>The seeds that the user chose; null for <see cref="Seeds"/>.</summary>
    public IReadOnlyList<long>? AskedSeeds { get; init; }

    /// <summary>The factor by which the techniques train more epochs than their sources.</summary>
    public int EpochFactor { get; init; } = 1;

    /// <summary>Whether images are in two classes, byte for byte.</summary>
    public bool HasTwoLabels { get; init; }

    /// <summary>The estimated time of a run, in seconds; null before it is estimated.</summary>
    public double? Seconds { get; init; }

    /// <summary>Approximately the most that a run adds to the store, in bytes.</summary>
    public long StoredBytes { get; init; }

    /// <summary>Why the choice is what it is, in plain sentences.</summary>
    public IReadOnlyList<string> Reasons { get; init; } = [];

    /// <summary>The shorter side to which training images are reduced before they are cropped, in pixels; null if they are hardly larger. Large photographs
    /// take most of a training's time to decode; reduced ones can be kept in memory. Twice the size of the network's images, or more if there is room for all.</summary>
    public int? ReducedSide
    {
        get
        {
            var least = 2 * Network.Size;
            var side = least < UsualReducedSide && TrainImages * BytesPerReducedPixel * UsualReducedSide * UsualReducedSide < ImagePipeline.DefaultCacheBytes ? UsualReducedSide : least;
            return Survey.Sizes.Median > 2 * side ? side : null;
        }
    }

    /// <summary>The number of training images.</summary>
    public int TrainImages => Survey.TrainImages(HeldOut);

    /// <summary>The number of validation images.</summary>
    public int ValidImages => Survey.Parts.Count > 0 ? Survey.Parts[1].Images : Survey.Images - TrainImages;

    /// <summary>Images per batch: a power of two that gives an epoch about fifty steps, if batch norm can work with it.</summary>
    public int BatchSize => (int)System.Numerics.BitOperations.RoundUpToPowerOf2((uint)Math.Clamp(TrainImages / WantedStepsAnEpoch, SmallestBatch, LargestBatch) / 2 + 1);

    /// <summary>The epochs of each training.</summary>
    public int Epochs => EpochsOfTechniques * EpochFactor;

    /// <summary>The training seeds.</summary>
    public IReadOnlyList<long> SeedList => AskedSeeds ?? [.. Enumerable.Range(0, Seeds).Select(seed => (long)seed)];

    /// <summary>The smallest <see cref="EpochFactor"/> with which a few images are seen often enough.</summary>
    public int MinimumEpochFactor => Math.Clamp((int)Math.Ceiling((double)WantedSteps / (EpochsOfTechniques * Math.Max(1, TrainImages / BatchSize))), 1, MaximumEpochFactor);
}
