using MathNet.Numerics.Statistics;

namespace Harness.Statistics;

/// <summary>The accuracies of a technique on several splits of the same images.</summary>
/// <param name="BySplit">For each split the accuracy of each finished seed; a split may have none.</param>
public sealed record SplitAccuracies(IReadOnlyList<IReadOnlyDictionary<long, double>> BySplit)
{
    private readonly List<IReadOnlyDictionary<long, double>> _finished = [.. BySplit.Where(split => split.Count > 0)];

    /// <summary>The number of splits with a finished seed.</summary>
    public int Splits => _finished.Count;

    /// <summary>The mean over splits of the mean over seeds; NaN if nothing is finished.</summary>
    public double Mean => _finished.Count == 0 ? double.NaN : Means.Average();

    /// <summary>The sample standard deviation over splits of the mean over seeds; null for fewer than two splits.</summary>
    public double? BetweenSplits => Splits < 2 ? null : Means.StandardDeviation();

    /// <summary>The standard deviation of seeds within a split, over all splits together; null if each has one seed.</summary>
    public double? WithinSplits
    {
        get
        {
            var several = _finished.Where(split => split.Count > 1).ToList();
            return several.Count == 0 ? null : Math.Sqrt(several.Sum(split => split.Values.Variance() * (split.Count - 1)) / several.Sum(split => split.Count - 1));
        }
    }

    /// <summary>Which part of the variance of a single run comes from the split, 0…1: from the analysis of variance with splits and seeds within them as random
    /// effects. Null if it cannot be estimated.</summary>
    public double? SplitPart
    {
        get
        {
            if (BetweenSplits is not { } between || WithinSplits is not { } within) return null;
            var seeds = 1 / _finished.Average(split => 1.0 / split.Count);
            var split = Math.Max(0, (between * between) - (within * within / seeds));
            var all = split + (within * within);
            return all > 0 ? split / all : null;
        }
    }

    /// <summary>Estimates the mean over other splits.</summary>
    /// <param name="heldOut">Validation images for each training image.</param>
    /// <param name="images">Validation images of a split.</param>
    /// <returns>The estimate; null for fewer than two splits.</returns>
    public MeanEstimate? Estimate(double heldOut, int images) => Estimate(Means, heldOut, images);

    /// <summary>Estimates by how much a technique is better than another over other splits, from the splits and seeds that both have.</summary>
    /// <param name="other">The other.</param>
    /// <param name="heldOut">Validation images for each training image.</param>
    /// <param name="images">Validation images of a split.</param>
    /// <returns>The estimate, and of how many splits; null for fewer than two.</returns>
    public (MeanEstimate Estimate, int Splits)? Less(SplitAccuracies other, double heldOut, int images)
    {
        var differences = BySplit.Zip(other.BySplit, Differences).Where(split => split.Count > 0).Select(split => split.Average()).ToList();
        return Estimate(differences, heldOut, images) is { } estimate ? (estimate, differences.Count) : null;
    }

    private IEnumerable<double> Means => _finished.Select(split => split.Values.Average());

    private static List<double> Differences(IReadOnlyDictionary<long, double> one, IReadOnlyDictionary<long, double> other) =>
        [.. one.Where(seed => other.ContainsKey(seed.Key)).Select(seed => seed.Value - other[seed.Key])];

    // Splits share most of their training images, so that their mean varies more than their number says (C. Nadeau and Y. Bengio, Inference for the
    // generalization error, Machine Learning 52, 2003).
    // Few splits may agree by chance. The images alone make a mean vary at least this much: an accuracy as one of right and wrong images, a difference as one of
    // images on which only one of the two is right.
    private static MeanEstimate? Estimate(IEnumerable<double> values, double heldOut, int images)
    {
        var all = values.ToList();
        if (all.Count < 2) return null;
        var mean = all.Average();
        return new(mean, ((1.0 / all.Count) + heldOut) * Math.Max(LeastVariance(Math.Abs(mean), images), all.Variance()), all.Count - 1);
    }

    // If all images turn out alike, the variance would be 0, and a handful would prove anything.
    private static double LeastVariance(double part, int images) => part is > 0 and < 1 ? (part - (part * part)) / images : McNemarTest.VarianceOfImage(part * images, 0, images) / (images + 2);
}
