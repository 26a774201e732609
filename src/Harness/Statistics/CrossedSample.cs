namespace Harness.Statistics;

/// <summary>One value for every image under every seed, such as whether a technique is right, or whether one technique is right less whether another is:
/// their mean, and how much of its variance comes from the choice of seeds, from that of images, and from what neither explains. Seeds and images are
/// both taken for a random choice of many.</summary>
/// <remarks>The sums of squares are those of a two-way analysis of variance without repetition.</remarks>
/// <param name="Seeds">The number of seeds; at least 2.</param>
/// <param name="Images">The number of images; at least 2.</param>
/// <param name="Mean">The mean over all values.</param>
/// <param name="SeedVariance">The variance of the mean over other seeds, with these images. Chance in single images is part of it.</param>
/// <param name="ImageVariance">The variance of the mean over other images, with these seeds. Chance in single images is part of it.</param>
/// <param name="ResidualVariance">The variance of the mean that comes from what neither seed nor image explains: with a seed, some images turn out right
/// and others wrong by chance.</param>
public sealed record CrossedSample(int Seeds, int Images, double Mean, double SeedVariance, double ImageVariance, double ResidualVariance)
{
    /// <summary>How much more seeds differ than chance in single images explains: 1 if they do not. With few seeds it is itself uncertain.</summary>
    /// <remarks>If a seed changes all images alike, or none, there is no ratio.</remarks>
    public double SeedRatio => ResidualVariance > 0 ? SeedVariance / ResidualVariance : 1;

    /// <summary>Whether anything differs, between images or seeds.</summary>
    public bool Varies => SeedVariance > 0 || ImageVariance > 0 || ResidualVariance > 0;

    /// <summary>The variance that images which are systematically harder or easier add to the mean, over other images.</summary>
    public double OtherImagesVariance => Math.Max(0, ImageVariance - ResidualVariance);

    /// <summary>Analyzes values.</summary>
    /// <param name="values">One row for each seed, at least 2; each has one value for each image, at least 2, in the same order.</param>
    /// <returns>Mean and variances.</returns>
    public static CrossedSample Of(IReadOnlyList<double[]> values)
    {
        var (seeds, images) = (values.Count, values[0].Length);
        var seedMeans = values.Select(row => row.Average()).ToArray();
        var imageMeans = MeansOfImages(values, images);
        var mean = seedMeans.Average();
        var residual = 0.0;
        for (var seed = 0; seed < seeds; seed++)
        {
            for (var image = 0; image < images; image++)
            {
                var rest = values[seed][image] - seedMeans[seed] - imageMeans[image] + mean;
                residual += rest * rest;
            }
        }
        return new(
            seeds, images, mean, MeanSquare(seedMeans, mean) / seeds, MeanSquare(imageMeans, mean) / images,
            residual / ((seeds - 1.0) * (images - 1)) / ((double)seeds * images));
    }

    private static double[] MeansOfImages(IReadOnlyList<double[]> values, int images)
    {
        var means = new double[images];
        foreach (var row in values)
        {
            for (var image = 0; image < images; image++) means[image] += row[image];
        }
        for (var image = 0; image < images; image++) means[image] /= values.Count;
        return means;
    }

    private static double MeanSquare(double[] means, double mean) => means.Sum(value => (value - mean) * (value - mean)) / (means.Length - 1);
}
