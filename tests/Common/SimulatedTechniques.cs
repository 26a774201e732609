using Harness.Data.Randomness;
using Harness.Statistics;

namespace Harness.TestSupport;

/// <summary>Techniques of which the truth is known: images are more or less difficult, a seed makes a network better or worse on all of them, and chance
/// decides the rest.</summary>
/// <param name="Seeds">The seeds of each technique.</param>
/// <param name="Images">The images, the same for all.</param>
/// <param name="SeedSpread">The standard deviation of what a seed adds to all images; 0.1 is about half a point of accuracy, as much as single images
/// add by chance where there are a thousand.</param>
internal sealed record SimulatedTechniques(int Seeds, int Images, double SeedSpread)
{
    // About three quarters are right, most of them always.
    private const double EasyMean = 2;
    private const double EasySpread = 3;

    /// <summary>What a seed of the first technique adds, where it is another than that of the others.</summary>
    public double FirstSeedSpread { get; init; } = SeedSpread;

    /// <summary>Draws techniques that have been trained and measured.</summary>
    /// <param name="gains">What each technique adds to all images: the same for techniques that are equal in truth.</param>
    /// <param name="draw">The number of the comparison.</param>
    /// <returns>What each is right on.</returns>
    public IReadOnlyList<RightImages> Draw(IReadOnlyList<double> gains, int draw)
    {
        var normal = new NormalNumbers(CounterRandom.Create(Seeds, Images, draw, RandomPurpose.EpochOrder));
        var easy = Enumerable.Range(0, Images).Select(_ => EasyMean + (EasySpread * normal.Next())).ToArray();
        return [.. gains.Select((gain, place) => new RightImages(Enumerable.Range(0, Seeds).ToDictionary(seed => (long)seed, _ =>
        {
            var network = gain + ((place == 0 ? FirstSeedSpread : SeedSpread) * normal.Next());
            return easy.Select(image => image + network + normal.Next() > 0).ToArray();
        })))];
    }
}
