using Harness.Data.Quality;
using Harness.Experiments;
using Harness.Results;

namespace Harness.Running.Collecting;

/// <summary>All that a report is made of; read from the store, never from a running training.</summary>
public sealed record SuiteResult
{
    /// <summary>The suite as it was run.</summary>
    public required Suite Suite { get; init; }

    /// <summary>The names of the classes; predictions and labels are indices into it.</summary>
    public required IReadOnlyList<string> Classes { get; init; }

    /// <summary>The paths of the images that were validated, relative to the data folder, in manifest order; predictions follow it.</summary>
    public required IReadOnlyList<string> ValidImages { get; init; }

    /// <summary>The class index of each of <see cref="ValidImages"/>.</summary>
    public required IReadOnlyList<int> ValidLabels { get; init; }

    /// <summary>Some of the images, to be shown; null if they are not at hand.</summary>
    public SampleImages? Samples { get; init; }

    /// <summary>The test images; null if the split has no test part.</summary>
    public TestPart? Test { get; init; }

    /// <summary>The number of training images that an epoch goes through.</summary>
    public required int TrainImageCount { get; init; }

    /// <summary>What a reader must know of the images.</summary>
    public DataQuality Quality { get; init; } = DataQuality.Unknown;

    /// <summary>The batches of each training and each validation in a dry run, whose numbers mean nothing; null for a full run.</summary>
    public int? DryBatches { get; init; }

    /// <summary>One per technique of the suite, in its order.</summary>
    public required IReadOnlyList<TechniqueResult> Techniques { get; init; }

    /// <summary>What the finished epochs took, and what they would have taken without sharing; null when it is not known.</summary>
    public SharingSavings? Sharing { get; init; }

    /// <summary>Machine, versions, hashes and settings.</summary>
    public required RunInformation Information { get; init; }
}

/// <summary>The part of the images by which nothing was trained or chosen.</summary>
/// <param name="Images">Their paths, relative to the data folder, in manifest order; predictions follow it.</param>
/// <param name="Labels">The class index of each of them.</param>
/// <param name="Openings">How often they have been opened so far: how many times something was measured on them.</param>
public sealed record TestPart(IReadOnlyList<string> Images, IReadOnlyList<int> Labels, int Openings)
{
    /// <summary>How many there are.</summary>
    public int ImageCount => Images.Count;
}

/// <summary>The outcome of one technique.</summary>
/// <param name="Technique">Its description.</param>
/// <param name="TrainableParameters">The number of parameters that train in at least one phase, head included.</param>
/// <param name="TotalParameters">The number of parameters of backbone and head in the last phase.</param>
/// <param name="Runs">One per seed that was finished or failed, in the order of the suite's seeds.</param>
public sealed record TechniqueResult(Technique Technique, long TrainableParameters, long TotalParameters, IReadOnlyList<RunResult> Runs);
