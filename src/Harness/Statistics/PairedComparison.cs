namespace Harness.Statistics;

/// <summary>Compares every technique with every other on the same images.</summary>
/// <remarks>One seed, or the same difference on all images under all seeds: McNemar's exact test. Several: a t test of the mean difference, whose variance is that over seeds, steadied by
/// all pairs, and over images. The variance of a bootstrap over images and seeds, used instead, found a winner among equals in 15 to 90 of 100 comparisons where seeds
/// matter: three seeds drawn again are still the same three. Corrected by Holm's method over all pairs.</remarks>
/// <param name="Pairs">The pairs with a common seed, in the order of the suite.</param>
/// <param name="Prior">What they say together about how much seeds matter.</param>
public sealed record PairedComparison(IReadOnlyList<TechniquePair> Pairs, SeedRatioPrior Prior)
{
    /// <summary>Nothing was compared.</summary>
    public static PairedComparison None { get; } = new([], SeedRatioPrior.None);

    /// <summary>Compares.</summary>
    /// <param name="techniques">What each technique is right on; those of which nothing is known are left out.</param>
    /// <returns>The comparison.</returns>
    public static PairedComparison Of(IReadOnlyList<RightImages> techniques)
    {
        var places = Enumerable.Range(0, techniques.Count).Where(place => techniques[place].BySeed.Count > 0).ToList();
        var differences = (
            from first in places
            from second in places
            where first < second
            let pair = new Differences(first, second, techniques[first], techniques[second])
            where pair.Seeds.Count > 0
            select pair).AsParallel().AsOrdered().Select(pair => pair.Measured()).ToList();
        var prior = SeedRatioPrior.Of([.. differences.Select(pair => pair.Sample).OfType<CrossedSample>()], places.Count(place => techniques[place].DependsOnSeeds));
        var pairs = differences.ConvertAll(pair => pair.ToPair(prior));
        var adjusted = HolmCorrection.Adjust(pairs.ConvertAll(pair => pair.PValue));
        return new([.. pairs.Select((pair, index) => pair with { AdjustedPValue = adjusted[index] })], prior);
    }

    private sealed class Differences(int first, int second, RightImages one, RightImages other)
    {
        private McNemarTest[] _counts = [];

        public List<long> Seeds { get; } = [.. one.BySeed.Keys.Where(other.BySeed.ContainsKey).Order()];

        public CrossedSample? Sample { get; private set; }

        public Differences Measured()
        {
            _counts = [.. Seeds.Select(seed => McNemarTest.Of(one.BySeed[seed], other.BySeed[seed]))];
            if (Seeds.Count > 1 && _counts[0].Images > 1) Sample = CrossedSample.Of([.. Seeds.Select(seed => OfImages(one.BySeed[seed], other.BySeed[seed]))]);
            return this;
        }

        public TechniquePair ToPair(SeedRatioPrior prior)
        {
            var difference = _counts.Average(count => count.Difference);
            var (interval, probability) = Judge(prior);
            return new(
                first, second, Seeds.Count, _counts[0].Images, difference, interval, probability, _counts.Average(count => count.OnlyFirst), _counts.Average(count => count.OnlySecond), Sample);
        }

        private (Interval Interval, double PValue) Judge(SeedRatioPrior prior)
        {
            // If all images turn out alike under all seeds, the t test would be certain, with two images as with a thousand. McNemar's test counts them.
            if (Sample is not { Varies: true }) return (_counts[0].Interval, _counts[0].PValue);
            var estimate = MeanEstimate.Of(Sample, prior);
            return (new(Math.Max(-1, estimate.Interval.Low), Math.Min(1, estimate.Interval.High)), estimate.PValue);
        }

        private static double[] OfImages(bool[] one, bool[] other)
        {
            var values = new double[one.Length];
            for (var image = 0; image < values.Length; image++) values[image] = (one[image] ? 1 : 0) - (other[image] ? 1 : 0);
            return values;
        }
    }
}
