using Harness.Data.Images;
using Harness.Synthetic;
using MathNet.Numerics.Statistics;

namespace Harness.Tests.Data.Synthetic;

/// <summary>Nothing but the pattern of the clothes may tell the classes apart at a glance.</summary>
public sealed class SyntheticStatisticsTests
{
    private const int Count = 400;
    private const int Size = 48;

    private static readonly Lazy<(byte[][] Camouflage, byte[][] Normal)> Drawn =
        new(() => (DrawAll(SyntheticClass.Camouflage), DrawAll(SyntheticClass.Normal)));

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public void Classes_MeanColor_IsClose(int channel)
    {
        var (camouflage, normal) = (Means(Drawn.Value.Camouflage, channel), Means(Drawn.Value.Normal, channel));
        AssertClose(camouflage, normal);
    }

    [Fact]
    public void Classes_JpegSizes_AreClose() => AssertClose(
        [.. Drawn.Value.Camouflage.Select(file => (double)file.Length)], [.. Drawn.Value.Normal.Select(file => (double)file.Length)]);

    [Fact]
    public void ColorHistograms_NearestCentroid_DoesNotSolveIt()
    {
        var (camouflage, normal) = (Drawn.Value.Camouflage.Select(Histogram).ToList(), Drawn.Value.Normal.Select(Histogram).ToList());
        var (first, second) = (Mean(camouflage.Take(Count / 2)), Mean(normal.Take(Count / 2)));
        var right = camouflage.Skip(Count / 2).Count(image => Distance(image, first) < Distance(image, second))
            + normal.Skip(Count / 2).Count(image => Distance(image, second) < Distance(image, first));
        Assert.InRange((double)right / Count, 0.35, 0.65);
    }

    // Half a standard deviation apart, a threshold is right for 60 of 100 images.
    private static void AssertClose(double[] a, double[] b)
    {
        var spread = Math.Sqrt((a.PopulationVariance() + b.PopulationVariance()) / 2);
        Assert.InRange(Math.Abs(a.Average() - b.Average()), 0, 0.5 * spread);
        Assert.InRange(a.PopulationStandardDeviation() / b.PopulationStandardDeviation(), 0.75, 1.33);
    }

    private static byte[][] DrawAll(SyntheticClass label)
    {
        var files = new byte[Count][];
        Parallel.For(0, Count, number => files[number] = SyntheticImage.DrawJpeg(label, number, Size, seed: 3));
        return files;
    }

    private static double[] Means(byte[][] files, int channel) => [.. files.Select(file =>
    {
        using var image = ImageDecoder.Decode(file);
        var sum = 0L;
        for (var i = channel; i < image.Pixels.Length; i += 3) sum += image.Pixels[i];
        return sum / (double)(Size * Size);
    })];

    // Four levels of each color; roots make rare colors count.
    private static double[] Histogram(byte[] file)
    {
        using var image = ImageDecoder.Decode(file);
        var bins = new double[64];
        var pixels = image.Pixels;
        for (var i = 0; i < pixels.Length; i += 3) bins[((pixels[i] >> 6) * 16) + ((pixels[i + 1] >> 6) * 4) + (pixels[i + 2] >> 6)]++;
        return Array.ConvertAll(bins, bin => Math.Sqrt(bin / (Size * Size)));
    }

    private static double[] Mean(IEnumerable<double[]> histograms)
    {
        var all = histograms.ToList();
        return [.. Enumerable.Range(0, 64).Select(bin => all.Average(histogram => histogram[bin]))];
    }

    private static double Distance(double[] a, double[] b) => a.Zip(b).Sum(pair => (pair.First - pair.Second) * (pair.First - pair.Second));
}
