using MathNet.Numerics.Distributions;

namespace Harness.Statistics;

/// <summary>A mean over seeds and images, and what it could have been with other seeds and other images.</summary>
/// <param name="Mean">The mean.</param>
/// <param name="Variance">Its variance.</param>
/// <param name="DegreesOfFreedom">How well the variance is known: the degrees of freedom of the t distribution (F. E. Satterthwaite, <em>An approximate
/// distribution of estimates of variance components</em>, Biometrics Bulletin 2, 1946).</param>
public sealed record MeanEstimate(double Mean, double Variance, double DegreesOfFreedom)
{
    /// <summary>How many standard errors a 95 % interval reaches to each side.</summary>
    public double Quantile => StudentT.InvCDF(0, 1, DegreesOfFreedom, 0.975);

    /// <summary>A 95 % interval.</summary>
    public Interval Interval => new(Mean - (Quantile * Math.Sqrt(Variance)), Mean + (Quantile * Math.Sqrt(Variance)));

    /// <summary>The probability of a mean at least so far from 0, to either side, if it is 0 in truth. Meaningless without a variance: a handful of images that all agree
    /// prove nothing.</summary>
    public double PValue => Mean == 0 ? 1 : Math.Min(1, 2 * StudentT.CDF(0, 1, DegreesOfFreedom, -Math.Abs(Mean) / Math.Sqrt(Variance)));

    /// <summary>Estimates a mean.</summary>
    /// <param name="sample">Its values.</param>
    /// <param name="prior">What other samples say about seeds.</param>
    /// <returns>The estimate.</returns>
    public static MeanEstimate Of(CrossedSample sample, SeedRatioPrior prior)
    {
        var seeds = prior.SeedVariance(sample);
        var images = sample.OtherImagesVariance;
        var variance = seeds + images;
        var uncertainty = (seeds * seeds / (sample.Seeds - 1 + prior.WeightFor(sample))) + (images * images / (sample.Images - 1));
        return new(sample.Mean, variance, uncertainty > 0 ? variance * variance / uncertainty : sample.Seeds - 1);
    }
}
